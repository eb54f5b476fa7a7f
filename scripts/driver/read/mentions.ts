/**
 * Places in files of no language (documents, settings, notebooks, backups) that spell a legacy module. They are
 * found and reported, with their line and column, and never rewritten: what reads them is not known.
 */
import type {
	EmbeddedName,
	Language,
} from "../../../transforms/core/language.js";
import type { Rule } from "../../../transforms/core/rules.js";
import type { Reference, SourceFile } from "../../../transforms/core/types.js";
import { groupBy } from "../../group.js";
import type { OpenProject } from "./project.js";
import type { LanguageRules } from "./rule-languages.js";

/** A changelog may spell a module hundreds of times; the count of the rest is in the last one's detail. */
const MENTIONS_A_FILE = 20;
const WORD = /[\p{L}\p{N}_$]/u;

interface Literal {
	readonly text: string;
	readonly rule: Rule;
}

/** Starts to look; what it gives waits for the end. `files`: where to look, those of no language. */
export function startMentions(
	parts: readonly LanguageRules[],
	files: readonly string[],
	project: OpenProject,
): () => readonly Reference[] {
	const literals = parts.flatMap(({ language, rules }) =>
		rules.rules.flatMap((rule) => literalsOf(rule, language, project)),
	);
	const found = project.startSearch(
		files,
		literals.map(({ text }) => ({ all: [text] })),
	);
	const embedded = parts.map((part) => startEmbedded(part, files, project));
	return () =>
		mentions(
			found(),
			literals,
			embedded.flatMap((hosts) => hosts() ?? []),
			project,
		);
}

/** Files of other kinds with code in them that may name a legacy module. */
interface Hosts {
	readonly paths: ReadonlySet<string>;
	readonly names: (file: SourceFile) => readonly EmbeddedName[];
}

/** What their code names as code does: by a relative path, by an alias. */
function startEmbedded(
	{ language: { embedded, queries }, rules }: LanguageRules,
	files: readonly string[],
	project: OpenProject,
): () => Hosts | null {
	const hosts = files.filter((path) =>
		embedded?.extensions.some((ending) => path.endsWith(ending)),
	);
	if (!embedded || hosts.length === 0) return () => null;
	const { extensions } = embedded;
	const found = project.startSearch(
		hosts,
		queries(rules, project).map((query) => ({ ...query, extensions })),
	);
	return () => ({
		paths: new Set(found().flat()),
		names: (file) => embedded.names(file, rules, project),
	});
}

function mentions(
	found: readonly (readonly string[])[],
	literals: readonly Literal[],
	hosts: readonly Hosts[],
	project: OpenProject,
): readonly Reference[] {
	const byFile = groupBy(
		found.flatMap((paths, index) =>
			paths.map((path) => ({ path, literal: literals[index] as Literal })),
		),
		({ path }) => path,
	);
	return [
		...new Set([...byFile.keys(), ...hosts.flatMap(({ paths }) => [...paths])]),
	]
		.sort()
		.flatMap((path) => {
			const file = project.readText(path);
			const wanted = byFile.get(path) ?? [];
			return file
				? mentionsIn(
						file,
						wanted.map(({ literal }) => literal),
						hosts.flatMap(({ paths, names }) =>
							paths.has(path) ? names(file) : [],
						),
					)
				: [];
		});
}

function literalsOf(
	rule: Rule,
	language: Language,
	project: OpenProject,
): Literal[] {
	return [...new Set(language.literals(rule.from, project))].map((text) => ({
		text,
		rule,
	}));
}

function mentionsIn(
	file: SourceFile,
	literals: readonly Literal[],
	embedded: readonly EmbeddedName[],
): readonly Reference[] {
	const places: (Literal & { readonly start: number })[] = [...embedded];
	// The longest first: where one literal holds another (`a/b.py`, `a/b`), the place counts once.
	const taken = new Uint8Array(file.text.length);
	for (const { start, text } of embedded)
		taken.fill(1, start, start + text.length);
	for (const literal of [...literals].sort(
		(a, b) => b.text.length - a.text.length,
	))
		for (
			let at = file.text.indexOf(literal.text);
			at >= 0;
			at = file.text.indexOf(literal.text, at + 1)
		) {
			const end = at + literal.text.length;
			if (
				isWord(file.text[at - 1]) ||
				isWord(file.text[end]) ||
				taken[at] === 1
			)
				continue;
			taken.fill(1, at, end);
			places.push({ ...literal, start: at });
		}
	places.sort((a, b) => a.start - b.start);
	const shown = places.slice(0, MENTIONS_A_FILE);
	const rest = places.length - shown.length;
	const lines = lineCounter(file.text);
	return shown.map(({ text, rule, start }, index) => ({
		path: file.path,
		start,
		end: start + text.length,
		...lines(start),
		form: "mention",
		rule: rule.id,
		legacy: { module: rule.from, name: null },
		canonical: { module: rule.to, name: null },
		outcome: "report",
		verdict: null,
		reason: "text",
		detail:
			index === shown.length - 1 && rest > 0
				? `spells ${text}, and ${rest} more in this file`
				: `spells ${text}`,
		chain: [],
		change: null,
	}));
}

function isWord(character: string | undefined): boolean {
	return character !== undefined && WORD.test(character);
}

/** Line and column of growing offsets. */
function lineCounter(
	text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
	let line = 1;
	let start = 0;
	return (offset) => {
		for (
			let end = text.indexOf("\n", start);
			end >= 0 && end < offset;
			end = text.indexOf("\n", start)
		) {
			line++;
			start = end + 1;
		}
		return { line, column: offset - start + 1 };
	};
}
