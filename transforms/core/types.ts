/**
 * The nouns of onepath, one meaning each. Everything here is plain readonly data, so that a stage of the
 * pipeline is a function from one of these to another, a plan can be saved as JSON, and a test can build any of
 * it by hand.
 *
 *   argv -> options -> rules -> candidate files -> source -> references -> plan -> report -> write
 */
import type { ReasonId } from "./reasons.js";

/** How the offsets of a file count: bytes, or UTF-16 code units. A language has one unit; core never mixes them. */
export type OffsetUnit = "byte" | "utf16";

/**
 * A file in memory. `Buffer.from(text, encoding)` is the file, byte for byte, and an offset into `text` is an
 * offset in `unit`: with `latin1` one character stands for one byte (whatever the file's real encoding is), with
 * `utf8` one character is a UTF-16 code unit. A byte order mark is part of `text`.
 */
export interface SourceFile {
	/** Root-relative POSIX path. */
	readonly path: string;
	readonly text: string;
	readonly encoding: "latin1" | "utf8";
	readonly unit: OffsetUnit;
}

/** Replaces `[start, end)` of the original text by `text`. An insertion has `start === end`. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** A syntax problem of a file, at an offset in the file's unit. */
export interface Problem {
	readonly offset: number;
	readonly message: string;
}

/**
 * A module, as the export graph names it: the root-relative path of its file, or of its directory with a
 * trailing slash where the directory itself is the module.
 */
export type ModuleId = string;

/** (module, exported name), the module as its language writes it. `name` is null for the module itself. */
export interface ImportPath {
	readonly module: string;
	readonly name: string | null;
}

/** How sure a rewrite is; the table in README says what happens for each. */
export type Verdict =
	| "proven"
	| "assumed"
	| "different"
	| "missing"
	| "broken"
	| "ambiguous"
	| "hazard"
	| "unknown";

export const VERDICTS: readonly Verdict[] = [
	"proven",
	"assumed",
	"different",
	"missing",
	"broken",
	"ambiguous",
	"hazard",
	"unknown",
];

/** The syntactic form in which a place in a file names a module. README's forms table is made from `FORMS`. */
export type Form = keyof typeof FORMS;

/** What each form looks like, in words that fit every language. */
export const FORMS = {
	from: "names imported from the module",
	relative: "names imported from the module by a relative specifier",
	module:
		"the module imported as one binding (`import m`, `import * as m`, `from p import m`)",
	dotted: "the module imported by its whole dotted name, without an alias",
	star: "everything imported or handed on by a star",
	"side-effect": "the module loaded for its effect alone",
	"re-export": "names handed on from the module",
	require: "the module loaded by a CommonJS call",
	dynamic: "the module loaded at run time by a literal name",
	type: "the module named in a type or a type comment",
	augment: "the module named to add declarations to it",
	attribute: "a name used through a module binding",
	value: "a module binding used as a value",
	mock: "the module or one of its names replaced by a test double",
	resolve: "the module located, not loaded",
	registry: "the module named in the table of loaded modules",
	string: "a string literal that spells the module or one of its names",
	docstring: "documentation that spells the module",
	comment: "a comment that spells the module",
	mention: "a file of another kind that spells the module",
} as const;

/** What happens to one reference. */
export type Outcome =
	/** Part of a change that is in the plan. */
	| "rewrite"
	/** The verdict forbids it; `reason` says why and what to do. */
	| "refuse"
	/** Left on purpose, and right as it is; `reason` says why. */
	| "keep"
	/** Nothing that can be proven or changed, but a reader should look: strings, comments, documents. */
	| "report";

/** A place in a file that names a legacy module of a rule, or uses a name through one. */
export interface Reference {
	readonly path: string;
	/** Span in the file's unit: the imported name, the attribute chain, the string's content. */
	readonly start: number;
	readonly end: number;
	/** 1-based; the column counts UTF-16 units whatever the file's unit is. */
	readonly line: number;
	readonly column: number;
	readonly form: Form;
	/** Id of the rule that it falls under. */
	readonly rule: string;
	/** The import path it uses today. */
	readonly legacy: ImportPath;
	/** The import path it moves to, or would. Null where there is none. */
	readonly canonical: ImportPath | null;
	readonly outcome: Outcome;
	readonly verdict: Verdict | null;
	/** Why it is not rewritten; null when the outcome is `rewrite`. */
	readonly reason: ReasonId | null;
	/** One sentence with the facts of this case: both ends, the other file, the binding that collides. */
	readonly detail: string;
	/** The chain that proves or refutes it, a line for each step. */
	readonly chain: readonly string[];
	/** Id of the change that rewrites it, else null. */
	readonly change: string | null;
}

/** The edits of one statement and its uses: applied together or not at all. */
export interface Change {
	/** Unique in a run and stable between runs on one tree: `path:offset`. */
	readonly id: string;
	readonly path: string;
	readonly rule: string;
	readonly verdict: Verdict;
	/** On the original text, in the file's unit. */
	readonly edits: readonly Edit[];
	/** What the change looks like without its particulars, so that 300 changes review as 7 shapes. */
	readonly shape: string;
	/** Changes with one group id, across files, are right only together. */
	readonly group: string | null;
}

/** What a language found in the candidate files, and what it would do. */
export interface LanguagePlan {
	readonly references: readonly Reference[];
	readonly changes: readonly Change[];
	/** Candidate files that could not be read as source, with the reason; they make a run incomplete. */
	readonly failures: readonly FileFailure[];
	/** Facts about the tree that a reader should know (one file importable under two names), a line each. */
	readonly notes: readonly string[];
	/** Files read past the needle search for proofs, cycles and readers. */
	readonly filesConsulted: readonly string[];
}

export interface FileFailure {
	readonly path: string;
	/** `line:column what, and what to do`, or just the sentence. */
	readonly message: string;
}

/** The closed union of what can become of a file. `planned = changed + unchanged + skipped + failed`, always. */
export type FileOutcome =
	| { readonly path: string; readonly status: "changed" }
	| { readonly path: string; readonly status: "unchanged" }
	| {
			readonly path: string;
			readonly status: "skipped";
			readonly reason: string;
	  }
	| {
			readonly path: string;
			readonly status: "failed";
			readonly reason: string;
	  };

/** One file of a plan. Hashes are sha-256 of the file's bytes in lower-case hex. */
export type PlanEntry =
	| {
			readonly kind: "edit";
			readonly path: string;
			readonly before: string;
			readonly after: string;
			readonly encoding: "latin1" | "utf8";
			readonly unit: OffsetUnit;
			readonly edits: readonly Edit[];
			readonly changes: readonly string[];
	  }
	| {
			readonly kind: "create";
			readonly path: string;
			readonly before: null;
			readonly after: string;
			readonly encoding: "latin1" | "utf8";
			readonly text: string;
	  }
	| {
			readonly kind: "delete";
			readonly path: string;
			readonly before: string;
			readonly after: null;
	  };

/** What `--write` applies, and nothing else. Entries are sorted by path; a path occurs once. */
export interface Plan {
	readonly entries: readonly PlanEntry[];
}

/** What decides between the spellings that a verdict leaves open. */
export interface Policy {
	readonly onDifferent: "refuse" | "keep-identity" | "accept";
	readonly onMissing: "skip" | "definition";
	/** Also apply what ended as `unknown` or `ambiguous` or `hazard`. */
	readonly acceptUnproven: boolean;
	/** How a module-style import ends up where both ways are safe. */
	readonly moduleStyle: "named" | "module";
}

/** A set of literals that a file must contain, all of them, to be worth reading. */
export interface NeedleQuery {
	readonly all: readonly string[];
	/**
	 * The last of them counts only where one of these (ASCII) characters follows, one outside of ASCII, or the end of the
	 * file: `/part1` is not looked for in `./part12`.
	 */
	readonly ends?: string;
	/** Only files below this directory (`a/b/`), or with one of these extensions (`.py`). */
	readonly under?: string;
	readonly extensions?: readonly string[];
}

/** Where a module specifier leads. */
export type Located =
	| { readonly kind: "module"; readonly id: ModuleId }
	/** Nothing of that name is in the tree, and its top-level package is nobody's here: a published package. */
	| { readonly kind: "external"; readonly name: string }
	/** Its package is in the tree, and there is no such module in it. */
	| { readonly kind: "missing"; readonly name: string };

/**
 * All that a proof may look at beyond the file in hand. The driver answers it from a snapshot with a memo; under
 * stock jscodeshift an adapter does. Paths are root-relative POSIX paths; the root is `''`.
 */
export interface Project {
	/** Every scanned path of the tree, sorted. */
	readonly files: readonly string[];
	/** Directories from which absolute module names are counted, where the user says so; else found from the tree. */
	readonly roots?: readonly string[];
	exists(path: string): "file" | "directory" | null;
	/** The decoded source, or null where it can't be read or is not text. */
	read(path: string): SourceFile | null;
	/** Names in a directory, sorted; directories end in a slash. */
	list(directory: string): readonly string[];
	realpath(path: string): string;
	/** Node's and TypeScript's resolution; `from` is a file. */
	resolve(
		specifier: string,
		from: string,
		conditions: readonly string[],
	): Located;
	/** For each query the sorted paths of the files that satisfy it; one pass over the tree for all of them. */
	containing(queries: readonly NeedleQuery[]): readonly (readonly string[])[];
	/** Says what will be asked of `containing`: a project that can look while others work begins to. */
	expect?(queries: readonly NeedleQuery[]): void;
}
