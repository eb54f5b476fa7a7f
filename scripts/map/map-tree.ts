/**
 * A map, from a tree on disk to data: files -> records (threads, cache) -> one graph a language -> `MapData`.
 */
import type { Language } from "../../transforms/core/language.js";
import { buildMap } from "../../transforms/core/map/build.js";
import type { MapSource } from "../../transforms/core/map/support.js";
import type { MapData } from "../../transforms/core/map/types.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import { looksCache } from "../driver/map/looks-cache.js";
import { type Survey, type SurveyInput, survey } from "../driver/map/survey.js";
import type { Listing } from "../driver/read/files.js";
import { type OpenProject, openProject } from "../driver/read/project.js";
import {
	type LanguageRules,
	rulesByLanguage,
} from "../driver/read/rule-languages.js";
import { globs, type Selection, select } from "../driver/read/selection.js";
import { decodeText } from "../driver/read/text.js";
import { insideRoot } from "../driver/root.js";

export interface MapTreeInput {
	readonly version: string;
	/** Absolute. */
	readonly root: string;
	readonly cwd: string;
	/** The files of the tree, where they have been listed already. */
	readonly listing?: Listing;
	/** Positional paths: whose uses are counted. The whole tree is read. */
	readonly paths: readonly string[];
	readonly rules: readonly RuleInput[];
	readonly roots: readonly string[] | null;
	readonly ignore: readonly string[];
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	readonly languages: readonly Language[];
	/** Absolute path of the store, or null: no cache. */
	readonly store: string | null;
	readonly jobs: number | null;
	readonly progress: (stage: string) => void;
	readonly stopped: () => boolean;
}

/** A tree whose files are listed, before any is read. */
export interface OpenMapTree {
	readonly project: OpenProject;
	/** Whose uses are counted. */
	readonly selection: Selection;
	/** Every file of a language. */
	readonly files: SurveyInput["files"];
	readonly rules: readonly LanguageRules[];
}

/** Throws `usage` and `rules`. */
export function openMapTree(input: MapTreeInput): OpenMapTree {
	const { languages, progress, root } = input;
	progress("Listing files");
	const byEnding = new Map(
		languages.flatMap((language) =>
			language.extensions.map((ending) => [ending, language]),
		),
	);
	const languageOf = (path: string): Language | null =>
		byEnding.get(path.slice(path.lastIndexOf("."))) ?? null;
	const ignored = globs(input.ignore);
	const project = openProject(root, {
		decode: (path, bytes) =>
			(languageOf(path) ?? { decode: decodeText }).decode(path, bytes),
		...(ignored && { ignored }),
		...(input.listing && { listing: input.listing }),
		...(input.roots && { roots: input.roots }),
	});
	const selection = select(project.files, input);
	const files = project.files.flatMap((path) => {
		const language = languageOf(path);
		return language ? [[path, language] as const] : [];
	});
	const rules = rulesByLanguage(input.rules, languages, project);
	return { project, selection, files, rules };
}

/** The records of these files. Null when it was stopped. */
export function readRecords(
	input: MapTreeInput,
	files: SurveyInput["files"],
): Promise<Survey | null> {
	const { root, store, version, languages, jobs, stopped, progress } = input;
	return survey({
		root,
		store,
		version,
		files,
		languages,
		jobs,
		stopped,
		progress: (done, total) => progress(`Reading ${done} of ${total} files`),
	});
}

/** Null when it was stopped. Throws `usage` and `rules`. */
export async function mapTree(input: MapTreeInput): Promise<MapData | null> {
	const opened = openMapTree(input);
	const read = await readRecords(input, opened.files);
	return read && mapRecords(input, opened, read);
}

/** The map of a tree whose files have been read. */
export function mapRecords(
	input: MapTreeInput,
	{ project, selection, rules }: OpenMapTree,
	read: Pick<Survey, "records" | "unread"> & Partial<Survey>,
): MapData {
	const { languages, progress, root, store, version } = input;
	progress("Following import paths");
	const kept =
		store !== null && read.hashOf
			? looksCache(store, version, read.hashOf)
			: undefined;
	const sources = languages.flatMap((language): MapSource[] => {
		const records = read.records.get(language);
		if (!records || records.size === 0) return [];
		return [
			{
				language: language.name,
				separator: language.separator,
				support: language.map,
				project,
				graph: language.map.graph(project, (id) => records.get(id)?.facts),
				records,
				kept,
			},
		];
	});
	const map = buildMap({
		version,
		sources,
		scope: input.paths
			.map((path) => insideRoot(root, input.cwd, path) ?? path)
			.filter((path) => path !== "")
			.sort(),
		counts: selection.has,
		rules: new Map(rules.map(({ language, rules }) => [language.name, rules])),
		unread: read.unread,
		notes: project.notes,
	});
	kept?.save();
	progress("");
	return map;
}
