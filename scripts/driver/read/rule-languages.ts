/**
 * Which language a rule is about: the one with the highest claim on its legacy module, or the one that the rule
 * names. Two equal claims are an error that names both, since a guess would rewrite the wrong files.
 */
import { OnepathError } from "../../../transforms/core/errors.js";
import { CLAIM, type Language } from "../../../transforms/core/language.js";
import { type RuleInput, RuleSet } from "../../../transforms/core/rules.js";
import type { Project } from "../../../transforms/core/types.js";

/** The rules of one language. */
export interface LanguageRules {
	readonly language: Language;
	readonly inputs: readonly RuleInput[];
	readonly rules: RuleSet;
}

/** Sorts rules by language, in the order of `languages`. Throws `rules`. */
export function rulesByLanguage(
	inputs: readonly RuleInput[],
	languages: readonly Language[],
	project: Project,
): readonly LanguageRules[] {
	const own = new Map<Language, RuleInput[]>(
		languages.map((language) => [language, []]),
	);
	for (const input of inputs)
		own.get(languageFor(input, languages, project))?.push(input);
	return [...own]
		.filter(([, rules]) => rules.length > 0)
		.map(([language, rules]) => ({
			language,
			inputs: rules,
			rules: RuleSet.from(
				rules,
				(module) => language.key(module, project),
				language.separator,
			),
		}));
}

function languageFor(
	input: RuleInput,
	languages: readonly Language[],
	project: Project,
): Language {
	const names = languages.map(({ name }) => name).join(", ");
	if (input.language !== undefined) {
		const language = languages.find(({ name }) => name === input.language);
		if (language) return language;
		throw refuse(
			input,
			`no language is called ${input.language}; there are ${names}`,
		);
	}
	const claims = languages.map((language) => ({
		language,
		claim: language.claim(input.from, project),
	}));
	const highest = Math.max(...claims.map(({ claim }) => claim));
	const best = claims.filter(({ claim }) => claim === highest);
	if (highest === CLAIM.no)
		throw refuse(
			input,
			`${input.from} is no module name in any language (${names})`,
		);
	if (best.length === 1 && best[0]) return best[0].language;
	// Where the legacy module leaves it open, the canonical one may decide.
	const decided = best.map(({ language }) => ({
		language,
		claim: language.claim(input.to, project),
	}));
	const top = Math.max(...decided.map(({ claim }) => claim));
	const [first, ...others] = decided.filter(({ claim }) => claim === top);
	if (first && others.length === 0) return first.language;
	const open = best.map(({ language }) => language.name).join(" and ");
	throw refuse(
		input,
		`${input.from} could be a module of ${open}; set "language" in the rule`,
	);
}

function refuse(input: RuleInput, what: string): OnepathError {
	return new OnepathError("rules", `rule ${input.id}: ${what}`, {
		rules: [input.id],
	});
}

/**
 * A canonical module that is not there while a package that it would be in is: nobody can have meant that. One
 * whose package is not in the tree may be published.
 */
export function refuseUnknownTargets(
	{ language, rules }: LanguageRules,
	project: Project,
): void {
	for (const rule of rules.rules) {
		if (rule.prefix) continue;
		const modules = new Set([
			rule.names === null ? rule.to : null,
			...[...(rule.names?.values() ?? [])].map(({ module }) => module),
		]);
		for (const module of modules) {
			if (
				module === null ||
				language.exists(module, project) ||
				!hasPackage(module, language, project)
			)
				continue;
			throw unknown(
				rule.id,
				"canonical",
				module,
				language.nearest(module, project),
			);
		}
	}
}

function hasPackage(
	module: string,
	language: Language,
	project: Project,
): boolean {
	for (
		let end = module.lastIndexOf(language.separator);
		end > 0;
		end = module.lastIndexOf(language.separator, end - 1)
	)
		if (
			language.exists(module.slice(0, end), project) ||
			// A module named by its path: the folder is there, and it is not in it.
			project.exists(module.slice(0, end)) === "directory"
		)
			return true;
	return false;
}

/**
 * A legacy module that neither a file nor a reference names: a slip of the pen, or, where `mayBeGone`, a migration
 * that is done and whose rule still stands in the config, which is a note. `named`: ids of rules with references.
 */
export function unnamedModules(
	{ language, rules }: LanguageRules,
	named: ReadonlySet<string>,
	project: Project,
	mayBeGone: boolean,
): readonly string[] {
	const gone = rules.rules.filter(
		(rule) =>
			!rule.prefix &&
			!named.has(rule.id) &&
			!language.exists(rule.from, project),
	);
	return gone.map((rule) => {
		const nearest = language.nearest(rule.from, project);
		if (!mayBeGone) throw unknown(rule.id, "legacy", rule.from, nearest);
		const hint = nearest === null ? "" : ` (or did you mean ${nearest}?)`;
		return `rule ${rule.id} has nothing left to move: no file and no reference names ${rule.from}${hint}`;
	});
}

function unknown(
	id: string,
	which: string,
	module: string,
	nearest: string | null,
): OnepathError {
	const hint =
		nearest === null ? "correct the rule" : `did you mean ${nearest}?`;
	const where =
		which === "legacy"
			? "no file and no reference names it"
			: "its package is in the tree and has no such module";
	return new OnepathError(
		"rules",
		`rule ${id}: the ${which} module ${module} does not exist (${where}); ${hint}`,
		{ rules: [id] },
	);
}
