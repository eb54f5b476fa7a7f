/**
 * Shims: modules that only hand on names of others. What a language answers about one (`ShimSupport`), and what is
 * the same in every language: which import path stands for a name instead, and how a warning reads.
 *
 *   manager.py   WebSocketManager = UnifiedWebSocketManager     use websocket_manager:UnifiedWebSocketManager
 *
 * Invariant: a replacement that is named ends at the definition that the shim hands on today.
 */
import type { ModuleFacts } from "./facts.js";
import { Judge } from "./judge.js";
import type { Graph } from "./proof.js";
import type { RuleSet } from "./rules.js";
import type {
	Edit,
	ImportPath,
	Located,
	ModuleId,
	Policy,
	Project,
	SourceFile,
} from "./types.js";

/** `eager` warns when the shim is loaded, `lazy` when one of its names is asked for. */
export type ShimStyle = "eager" | "lazy";

export interface ShimOptions {
	readonly style: ShimStyle;
	/** The version that will not have the shim any more, or null where none is said. */
	readonly removeIn: string | null;
	/** Names that are handed on without a warning. */
	readonly silent: readonly string[];
	/** Also warn at run time where the mark is one for editors and linters. */
	readonly runtimeWarning: boolean;
}

/** A shim as the rules know it. */
export interface ShimModule {
	/** Its name in the normal form of its language. */
	readonly key: string;
	/** Its file. */
	readonly id: ModuleId;
	/** Why it is to go, in the words of the rule. */
	readonly reason: string | null;
}

export interface ShimContext {
	readonly project: Project;
	readonly graph: Graph;
	readonly rules: RuleSet;
}

/** What marking a shim comes to. */
export interface Deprecation {
	/** On the shim's text; empty when it is marked already, or refused. */
	readonly edits: readonly Edit[];
	/** What a reader should know: a warning that is kept, a name that has no replacement. */
	readonly notes: readonly string[];
	/** Why the shim is not marked, or null. */
	readonly refusal: string | null;
}

/** A line of a module that does more than hand on names. */
export interface Besides {
	readonly line: number;
	readonly what: string;
}

/** A place in a settings file that speaks of a module and can't be edited safely. */
export interface SettingsBlocker {
	readonly offset: number;
	readonly what: string;
	readonly next: string;
}

/** What a settings file needs before a module can go. */
export interface SettingsRelease {
	readonly edits: readonly Edit[];
	readonly blockers: readonly SettingsBlocker[];
	/** Spans of the places that were understood, edited or not: what else spells the module there is a mention. */
	readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** Names that a package hands on from a shim, with the edits that take them away. */
export interface Reexport {
	readonly path: string;
	/** Of the statement, on the package's text. */
	readonly start: number;
	readonly end: number;
	/** The package, in the normal form of its language. */
	readonly module: string;
	readonly names: readonly string[];
	readonly edits: readonly Edit[];
}

/** What a language knows of shims. */
export interface ShimSupport {
	/** The file of a module, or null where none is in the tree. */
	find(key: string, project: Project): ModuleId | null;
	/** Where a module's name leads, for a file that would import it. */
	locate(key: string, from: ModuleId, project: Project): Located;
	/** Marks the shim as deprecated. Pure; the second time there is nothing to edit. */
	deprecate(
		module: ShimModule,
		context: ShimContext,
		options: ShimOptions,
	): Deprecation;
	/** What would be lost with the module, in source order; empty for a shim. */
	besides(module: ShimModule, context: ShimContext): readonly Besides[];
	/** Files that are nothing without the module (its stub, its declarations) and go with it. */
	companions(module: ShimModule, project: Project): readonly string[];
	/** Of these files the packages that hand names on from the shim, one entry for each statement. */
	reexports(
		module: ShimModule,
		paths: readonly string[],
		context: ShimContext,
	): readonly Reexport[];
	/** Is the path one of a settings file that `release` reads? */
	isSettings(path: string): boolean;
	/** What a settings file says of the modules that go. */
	release(
		file: SourceFile,
		modules: readonly ShimModule[],
		project: Project,
	): SettingsRelease;
}

/** What keeps the identity, wherever the name is. */
const SAME: Policy = {
	onDifferent: "keep-identity",
	onMissing: "definition",
	acceptUnproven: false,
	moduleStyle: "named",
};

/**
 * The import path that gives what the shim hands on under `name`: by the rule where that is proven, else the one
 * that the shim itself uses. Null where there is none.
 */
export function replacementOf(
	name: string,
	module: ShimModule,
	{ graph, rules, project }: ShimContext,
	locate: ShimSupport["locate"],
): ImportPath | null {
	const match = rules.match(module.key, name);
	if (match) {
		const judged = new Judge(graph, SAME).judge(
			{
				located: { kind: "module", id: module.id },
				display: module.key,
				name,
			},
			{
				located: locate(match.module, module.id, project),
				display: match.module,
				name: match.name,
			},
			false,
		);
		if (judged.apply && judged.target) return judged.target;
	}
	const facts = graph.facts(module.id);
	return facts && sourceOf(name, facts, facts.exports, graph, new Set());
}

/** Where the module itself takes a name from. */
function sourceOf(
	name: string,
	facts: ModuleFacts,
	bindings: ModuleFacts["exports"],
	graph: Graph,
	seen: Set<unknown>,
): ImportPath | null {
	const found = bindings.get(name) ?? [];
	if (seen.has(found)) return null;
	seen.add(found);
	const { id, locals } = facts;
	const path = (specifier: string, of: string | null): ImportPath => {
		const located = graph.locate(specifier, id);
		const display =
			located.kind === "module" ? graph.display(located.id) : located.name;
		return { module: display, name: of };
	};
	for (const binding of found)
		switch (binding.kind) {
			case "import":
				return path(binding.specifier, binding.name);
			case "alias":
				return sourceOf(binding.of, facts, locals, graph, seen);
			case "member": {
				const of = sourceOf(binding.of, facts, locals, graph, seen);
				if (of?.name === null) return { module: of.module, name: binding.name };
				// A name of a package that is a module of its own.
				const end = graph.resolve(id, binding.of);
				return end.kind === "module"
					? { module: graph.display(end.module), name: binding.name }
					: null;
			}
			default:
		}
	for (const star of facts.stars) {
		const located = graph.locate(star.specifier, id);
		if (located.kind === "module" && graph.offered(located.id).names.has(name))
			return path(star.specifier, name);
	}
	return null;
}

/** What every message of a shim starts with, so that a filter can name it: `onepath[pkg.manager]: `. */
export const messagePrefix = (key: string): string => `onepath[${key}]: `;

/** The marker by which a statement of ours is told from those of the authors. */
export const MARKER = "onepath: deprecated";

/** The sentence of a warning, in the pieces that lay out as lines. `lines`: what to write instead. */
export function warningText(
	{ key, reason }: ShimModule,
	lines: readonly string[],
	removeIn: string | null,
): readonly string[] {
	const why = reason === null ? "" : ` (${oneLine(reason)})`;
	const parts = [
		`${messagePrefix(key)}${key} is deprecated${why}`,
		...lines.map((line) => `use: ${line}`),
		...(removeIn === null ? [] : [`it will be removed in ${removeIn}`]),
	];
	return parts.map((part, i) => (i < parts.length - 1 ? `${part}; ` : part));
}

export const oneLine = (text: string): string =>
	text.replace(/\s+/g, " ").trim();
