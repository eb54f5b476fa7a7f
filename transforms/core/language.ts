/**
 * What a language is to the rest of onepath. A language is one folder below `languages/` and one line in
 * `languages/index.ts`; core and the driver see only this interface and never name one.
 */
import type { MapSupport } from "./map/support.js";
import type { Graph } from "./proof.js";
import type { Rule, RuleSet } from "./rules.js";
import type { ShimSupport } from "./shims.js";
import type {
	LanguagePlan,
	NeedleQuery,
	OffsetUnit,
	Policy,
	Problem,
	Project,
	SourceFile,
} from "./types.js";

/** How strongly a module name of a rule belongs to a language; the strongest claim wins, a tie is undecided. */
export const CLAIM = {
	/** The language can't write such a name. */
	no: 0,
	/** It could, as it could many names. */
	possible: 1,
	/** The shape is its own (`a/b`, `a.b.c`), or a manifest of the tree declares the package. */
	likely: 2,
	/** Such a module exists in the tree. */
	exists: 3,
} as const;
export type Claim = (typeof CLAIM)[keyof typeof CLAIM];

export type Decoded =
	| { readonly kind: "source"; readonly file: SourceFile }
	/** Not text that the language reads: binary, UTF-16. The sentence says what was seen. */
	| { readonly kind: "refused"; readonly reason: string };

/** All that planning depends on; a language's answer is a function of the candidates and this. */
export interface PlanContext {
	readonly project: Project;
	/** This language's graph over the project. */
	readonly graph: Graph;
	/** The rules of this language, their modules in its normal form. */
	readonly rules: RuleSet;
	readonly policy: Policy;
}

/** A place in a file of another kind that names a legacy module as this language does. */
export interface EmbeddedName {
	readonly start: number;
	/** As written. */
	readonly text: string;
	readonly rule: Rule;
}

export interface Language {
	readonly name: string;
	/** File name endings with the dot, lower case. */
	readonly extensions: readonly string[];
	readonly unit: OffsetUnit;
	/** What stands between the segments of a module name in its normal form. */
	readonly separator: "." | "/";

	/** Bytes to text, losslessly. */
	decode(path: string, bytes: Uint8Array): Decoded;

	claim(module: string, project: Project): Claim;

	/**
	 * The normal form of a module name as a user writes it in a rule, under which references look it up. The
	 * module of a prefix rule comes with its ending (`a/*`, `a.*`), and its normal form keeps it. Throws `rules`
	 * for a name that the language can't write.
	 */
	key(module: string, project: Project): string;

	/** Does the module exist in the tree? */
	exists(key: string, project: Project): boolean;

	/** The existing module with the nearest name, for a usage error. */
	nearest(key: string, project: Project): string | null;

	/** A file that satisfies none of these can't name a legacy module of the rules. */
	queries(rules: RuleSet, project: Project): readonly NeedleQuery[];

	/**
	 * Questions that make no file a candidate, and that the plan narrows later: asked in the same pass, they spare
	 * it one over the whole tree.
	 */
	hints?(rules: RuleSet, project: Project): readonly NeedleQuery[];

	/**
	 * Literals by which files of other kinds (documents, settings) name the module of a rule: its written name and
	 * its file. Searched as whole words.
	 */
	literals(key: string, project: Project): readonly string[];

	/** Files of other kinds that hold code of the language, and the legacy modules that it names there. */
	readonly embedded?: {
		readonly extensions: readonly string[];
		names(
			file: SourceFile,
			rules: RuleSet,
			project: Project,
		): readonly EmbeddedName[];
	};

	graph(project: Project): Graph;

	/**
	 * Does the text say that a file names no legacy module, although it holds the needles? Then it is forgotten at
	 * once: most candidates are of this kind, and to hold their texts costs more than to read them.
	 */
	sift?(context: PlanContext): (file: SourceFile) => boolean;

	/** Finds every reference in the candidate files, judges it, and spells the changes. */
	plan(candidates: readonly SourceFile[], context: PlanContext): LanguagePlan;

	/** What the map of a tree needs to know of it. */
	readonly map: MapSupport;

	/** Syntax problems, to compare before with after; a file may have had some all along. */
	problems(file: SourceFile): readonly Problem[];

	/**
	 * Is it plain, without a look at the problems, that the edited text has none that the first did not have? Of two
	 * answers the cheap one: false only means that `problems` must be compared.
	 */
	keepsSyntax?(before: SourceFile, after: SourceFile): boolean;

	/** What it knows of modules that only hand names on: how to mark them, and what must go with them. */
	readonly shims?: ShimSupport;
}
