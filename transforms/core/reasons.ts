/**
 * Every reason for which a reference is not rewritten, in one table: a stable id, what it means, and the next
 * step. `onepath explain ID` and the table in README are made from it; a reason that no code gives, or a code
 * that gives an unlisted one, does not compile or fails a test.
 */
export interface Reason {
	readonly title: string;
	readonly meaning: string;
	readonly next: string;
}

const reasons = {
	// -- verdicts ---------------------------------------------------------------------------------------------
	different: {
		title: "two different definitions",
		meaning:
			"Both import paths work, and they end at two definitions that share a name. A search-and-replace would swap one for the other.",
		next: "Use --on-different keep-identity to import the same definition under the old name, or decide by hand; --on-different accept moves by name.",
	},
	"missing-name": {
		title: "the canonical module does not offer the name",
		meaning: "The legacy path works, the canonical one would not.",
		next: "Export the name from the canonical module, or use --on-missing definition to import it from where it is defined.",
	},
	"missing-module": {
		title: "the canonical module does not exist",
		meaning: "The rule leads to a module that the tree does not have.",
		next: "Correct the rule.",
	},
	"broken-module": {
		title: "the legacy module is gone",
		meaning:
			"The reference names a module that the tree no longer has; it fails today.",
		next: "Repair or delete the code that needs it; a rewrite would switch on code that nobody has run.",
	},
	"broken-name": {
		title: "the legacy module never had the name",
		meaning:
			"The import fails today. Healing it silently would switch on code that nobody has run.",
		next: "Repair or delete the code that needs it.",
	},
	ambiguous: {
		title: "alternatives end at different definitions",
		meaning:
			"Branches (try/except, if, two stars) bind the name to different things, and which one runs is not known from the source.",
		next: "Make the alternatives agree, or decide by hand; --accept-unproven moves it.",
	},
	unreadable: {
		title: "the chain leaves what can be read",
		meaning:
			"A module on the chain makes its names at run time, has a syntax error, or can not be read.",
		next: "Look at the line named in the detail; --accept-unproven moves it.",
	},
	"types-only": {
		title: "the name is bound for type checkers only",
		meaning:
			"A module on the chain binds the name under TYPE_CHECKING and nowhere else. When code runs it is not there, or something else has put it there.",
		next: "Find out what puts the name there when code runs; --accept-unproven moves it.",
	},
	rebound: {
		title: "the name is rebound after import",
		meaning:
			"A module on the chain assigns the name again, so an importer holds a snapshot and moving changes which one.",
		next: "Use the module style for this name, or stop rebinding it; --accept-unproven moves it.",
	},
	outside: {
		title: "an end is outside the tree",
		meaning:
			"One path, or each of them, ends in a published package, whose sources are not read; it may hand on the same thing.",
		next: "Check by hand; --accept-unproven moves it.",
	},
	// -- hazards: same definition, but moving changes behaviour -------------------------------------------------
	cycle: {
		title: "the move would make an import cycle",
		meaning:
			"Loading the canonical module loads this file, which the legacy module did not.",
		next: "Import from the definition named in the detail, or move the import into the function that needs it.",
	},
	effect: {
		title: "the legacy module does more than hand on names",
		meaning:
			"Loading it registers, patches or prints something, and a moved import would no longer load it.",
		next: "Move the effect to the canonical module first, or keep a side-effect import; --accept-unproven moves it.",
	},
	patched: {
		title: "a test replaces the name in the legacy module",
		meaning:
			"Moving the patch target or its readers would make the test patch nothing, or patch more than before.",
		next: "Look at both candidates in the detail and move string and readers by hand.",
	},
	"read-elsewhere": {
		title: "other files use the binding that would go",
		meaning:
			"Another module imports, patches or reads this file’s binding of the legacy module.",
		next: "Move those uses first, or keep the binding.",
	},
	"star-readers": {
		title: "a star import would pass the new name on",
		meaning:
			"Another module takes everything from this file, so a new top-level name may hide one of its own.",
		next: "Spell that star import out first.",
	},
	"star-set": {
		title: "the two modules offer different sets of names",
		meaning:
			"A star import of the canonical module would bring other names, and some of the legacy ones can not be imported one by one.",
		next: "Spell out the names that are used, then run again.",
	},
	"module-value": {
		title: "the module object itself is used",
		meaning:
			"The module is passed on, inspected, reloaded or assigned to, and the canonical module is not known to be the same in every name.",
		next: "Replace the use by names, or decide by hand.",
	},
	"root-binding": {
		title: "the import also binds its top-level package",
		meaning:
			"Other code in the scope uses the package name that this import binds.",
		next: "Import what that code uses by itself, then run again.",
	},
	fallback: {
		title: "both branches would import the same",
		meaning:
			"The legacy import is the fallback of an import of the canonical module; after a rewrite the two would be equal.",
		next: "Collapse the try statement by hand.",
	},
	compared: {
		title: "legacy and canonical are imported side by side",
		meaning:
			"One scope imports the name by both paths, as code does that compares them.",
		next: "Delete the comparison when the legacy path goes.",
	},
	"on-purpose": {
		title: "a test names the legacy path on purpose",
		meaning:
			"The import stands inside an assertion about importing: that it raises, that it warns.",
		next: "Delete the test together with the legacy path.",
	},
	"own-module": {
		title: "the legacy module speaks of itself",
		meaning: "The reference stands in the legacy module.",
		next: "Nothing; it goes when the module goes.",
	},
	"self-import": {
		title: "the file is the canonical module",
		meaning: "A moved import would make the canonical module import itself.",
		next: "Import the name from where it is defined.",
	},
	provider: {
		title: "the canonical module takes the name from here",
		meaning:
			"The file stands on the chain by which the canonical module gets the name; importing it back from there would go round in a circle.",
		next: "Nothing; it is how the canonical path works.",
	},
	unreachable: {
		title: "nothing that the file can write leads there",
		meaning:
			"Neither a relative path, an alias nor a package's exports reach the canonical module from this file.",
		next: "Export the module from its package, or add an alias.",
	},
	augments: {
		title: "the augmentation has no one module to name",
		meaning:
			"Declarations are added to names that different modules declare, or that are declared under other names.",
		next: "Write one `declare module` for each declaring module.",
	},
	"through-package": {
		title: "the module is reached through its package",
		meaning:
			"The file names the legacy module as an attribute of its package and relies on somebody else having loaded it.",
		next: "Import what is used by itself, then run again.",
	},
	hidden: {
		title: "the package binds the name to something else",
		meaning:
			"The package has an attribute of the submodule’s name, so this import does not give the module.",
		next: "Nothing; it is no use of the legacy module.",
	},
	"half-group": {
		title: "part of a group that is not selected whole",
		meaning:
			"The change is right only together with changes in files outside the selection.",
		next: "Select the files named in the detail, too.",
	},
	deferred: {
		title: "left for a later run",
		meaning:
			"The run was to change no more files (--max-files), or was stopped before --verify had judged the change.",
		next: "Run again when this part is committed.",
	},
	declined: {
		title: "declined when asked",
		meaning:
			"The answer to --interactive was no, or the questions ended before.",
		next: "Run again to be asked again, or keep the statement by a comment.",
	},
	"verify-failed": {
		title: "the command of --verify fails with it",
		meaning:
			"With this change, beside all those that were kept, the command failed; the file is as it was.",
		next: "Apply the change by hand, and look at what the command says.",
	},
	// -- left as they are -----------------------------------------------------------------------------------------
	directive: {
		title: "kept by a directive",
		meaning: "An onepath keep comment stands on the statement.",
		next: "Remove the comment to have it moved.",
	},
	excluded: {
		title: "excluded by the rule",
		meaning: "The rule’s include and exclude patterns leave this file out.",
		next: "Change the patterns to have it moved.",
	},
	"not-edited": {
		title: "the file is not edited",
		meaning:
			"Generated, read-only and hard-linked files are read and reported, never written.",
		next: "Change the generator, or the file’s mode, and run again.",
	},
	"follows-import": {
		title: "stays with its import",
		meaning: "The use goes through an import that stays as it is.",
		next: "See the reason given for the import.",
	},
	// -- found, never rewritten -------------------------------------------------------------------------------------
	text: {
		title: "spelled in text",
		meaning:
			"A string, comment or document spells the path; what reads it is not known.",
		next: "Look at it by hand.",
	},
	computed: {
		title: "the name is computed",
		meaning:
			"A module name or attribute is put together at run time from a part that matches.",
		next: "Look at it by hand.",
	},
	unsplittable: {
		title: "the statement can not be edited safely",
		meaning:
			"The layout of the statement (a comment, a continuation, an unfinished line) leaves no edit that keeps everything else.",
		next: "Edit it by hand.",
	},
	"new-problem": {
		title: "the result would not parse",
		meaning:
			"The edited file has a syntax problem that it did not have before; nothing of it is changed.",
		next: "Please report it; this is a bug of onepath.",
	},
} as const satisfies Record<string, Reason>;

export type ReasonId = keyof typeof reasons;
export const REASONS: Readonly<Record<ReasonId, Reason>> = reasons;
