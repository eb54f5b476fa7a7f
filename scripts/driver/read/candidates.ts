/**
 * Candidate files: those that hold a language's needles, decoded, with every file that can't be planned set apart
 * under its reason. One pass over the tree for all languages.
 */
import type { Language } from "../../../transforms/core/language.js";
import { containingEach } from "../../../transforms/core/search-groups.js";
import type { SourceFile } from "../../../transforms/core/types.js";
import { isBundle, TOO_LARGE } from "./policy.js";
import type { OpenProject } from "./project.js";
import type { LanguageRules } from "./rule-languages.js";

export interface Candidates {
	readonly sources: ReadonlyMap<Language, readonly SourceFile[]>;
	/** Found by their needles, of any language, read or not. */
	readonly paths: ReadonlySet<string>;
	/** Path -> why it is left alone: `binary`, `bundle`. */
	readonly withheld: ReadonlyMap<string, string>;
	/** Files of a language with rules that the system would not let us read: path -> why. */
	readonly failures: ReadonlyMap<string, string>;
}

/**
 * `named`: was the file named on the command line? Then no policy speaks against planning it.
 * `sifts`: of each part, what tells that a file holds needles and no reference.
 */
export function findCandidates(
	parts: readonly LanguageRules[],
	sifts: readonly ((file: SourceFile) => boolean)[],
	project: OpenProject,
	named: (path: string) => boolean,
): Candidates {
	const queries = parts.map(({ language, rules }) =>
		language.queries(rules, project).map((query) => ({
			...query,
			extensions: query.extensions ?? language.extensions,
		})),
	);
	const hints = parts.flatMap(
		({ language, rules }) => language.hints?.(rules, project) ?? [],
	);
	const found = containingEach(project, [...queries, hints]);
	const paths = new Set<string>();
	const withheld = new Map<string, string>();
	const sources = new Map<Language, SourceFile[]>();
	for (const [index, { language }] of parts.entries()) {
		const files: SourceFile[] = [];
		for (const path of [...(found[index] ?? [])].sort()) {
			paths.add(path);
			const read = project.readIf(
				path,
				(file) => isBundle(file.text) || (sifts[index]?.(file) ?? true),
			);
			if (read === "dropped") continue;
			const file = project.read(path);
			if (!file) withheld.set(path, project.refusal(path) ?? "can't be read");
			else if (isBundle(file.text) && !named(path))
				withheld.set(path, "bundle");
			else files.push(file);
		}
		sources.set(language, files);
	}
	const endings = parts.flatMap(({ language }) => language.extensions);
	const failures = new Map<string, string>();
	for (const [path, why] of project.stats().unreadable)
		if (
			project.isListed(path) &&
			endings.some((ending) => path.endsWith(ending))
		) {
			if (why === TOO_LARGE) withheld.set(path, why);
			else failures.set(path, `could not be read: ${why}`);
		}
	return { sources, paths, withheld, failures };
}
