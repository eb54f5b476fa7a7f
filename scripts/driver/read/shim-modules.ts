/**
 * Which shims a command is about: those that `--module` names, else the legacy modules of the rules that are in the
 * tree. Each comes with the rules and the export graph of its language.
 */
import { OnepathError } from "../../../transforms/core/errors.js";
import { CLAIM, type Language } from "../../../transforms/core/language.js";
import { type RuleInput, RuleSet } from "../../../transforms/core/rules.js";
import type {
	ShimContext,
	ShimModule,
	ShimSupport,
} from "../../../transforms/core/shims.js";
import type { Project } from "../../../transforms/core/types.js";
import { rulesByLanguage } from "./rule-languages.js";

/** The shims of one language. */
export interface ShimPart {
	readonly language: Language;
	readonly shims: ShimSupport;
	readonly context: ShimContext;
	readonly modules: readonly ShimModule[];
}

/** Throws `usage` and `rules` for modules that are not there, and when there is nothing to do. */
export function shimModules(
	named: readonly string[],
	rules: readonly RuleInput[],
	languages: readonly Language[],
	project: Project,
): readonly ShimPart[] {
	const ruled = new Map(
		rulesByLanguage(rules, languages, project).map((part) => [
			part.language,
			part.rules,
		]),
	);
	const keys = new Map<Language, Set<string>>();
	const add = (language: Language, key: string): void => {
		const known = keys.get(language);
		if (known) known.add(key);
		else keys.set(language, new Set([key]));
	};
	for (const name of named) {
		const language = languageOfModule(name, languages, project);
		add(language, language.key(name, project));
	}
	if (named.length === 0)
		for (const [language, set] of ruled)
			for (const key of set.modules)
				if (set.forModule(key)?.all && language.shims?.find(key, project))
					add(language, key);
	if (keys.size === 0)
		throw new OnepathError(
			"usage",
			"there is no shim to work on: no rule moves a whole module of the tree; name one with --module",
		);
	return [...keys].map(([language, own]) => {
		const { shims } = language;
		if (!shims)
			throw new OnepathError(
				"usage",
				`shims are not known in ${language.name}`,
			);
		const set =
			ruled.get(language) ??
			RuleSet.from([], (module) => module, language.separator);
		return {
			language,
			shims,
			context: { project, graph: language.graph(project), rules: set },
			modules: [...own].sort().map((key) => {
				const id = shims.find(key, project);
				if (id === null) throw unknown(key, language, project);
				const reason = set.forModule(key)?.all?.rule.reason ?? null;
				return { key, id, reason };
			}),
		};
	});
}

function languageOfModule(
	name: string,
	languages: readonly Language[],
	project: Project,
): Language {
	const claims = languages.map((language) => ({
		language,
		claim: language.claim(name, project),
	}));
	const highest = Math.max(...claims.map(({ claim }) => claim));
	const best = claims.filter(({ claim }) => claim === highest);
	if (highest === CLAIM.no || !best[0])
		throw new OnepathError("usage", `--module ${name} is no module name`);
	if (best.length > 1 && highest === CLAIM.exists)
		throw new OnepathError(
			"usage",
			`--module ${name} could be a module of ${best.map(({ language }) => language.name).join(" and ")}; write it with its ending`,
		);
	const there = best.find(({ language }) =>
		language.exists(language.key(name, project), project),
	);
	return (there ?? best[0]).language;
}

function unknown(
	key: string,
	language: Language,
	project: Project,
): OnepathError {
	const nearest = language.nearest(key, project);
	return new OnepathError(
		"usage",
		`--module ${key}: the tree has no file for it; ${nearest === null ? "correct the name" : `did you mean ${nearest}?`}`,
	);
}
