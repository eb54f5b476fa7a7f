/**
 * The type checker's word on two import paths, for what the graph can't decide (`export =`, merged declarations,
 * CommonJS): a small program of the modules on the two chains and one file that imports the name from both. ts-morph
 * is loaded by the first question; a whole repository is never in the program.
 */
import { createRequire } from "node:module";
import type {
	SourceFile as MorphFile,
	Project as MorphProject,
	Symbol as MorphSymbol,
	ts as TS,
} from "ts-morph";
import type { ModuleFacts } from "../../core/facts.js";
import type { Graph } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";

export interface Named {
	readonly module: ModuleId;
	readonly name: string;
}

/** `same`: one symbol. `unknown`: a chain leaves what was read, or stars are ambiguous. */
export type Answer = "same" | "different" | "unknown";

const require = createRequire(import.meta.url);
/** Chains are short; what needs more than this is no chain. */
const MOST_FILES = 400;
/** `ts.SymbolFlags.Alias`: TypeScript itself is not loaded before it is needed. */
const ALIAS = 2097152;

/** Asks the checker whether both names are one symbol. */
export function probeSymbols(
	legacy: Named,
	canonical: Named,
	graph: Graph,
	project: Project,
): Answer {
	const read = new Reach(graph, project);
	if (!read.add(legacy.module) || !read.add(canonical.module)) return "unknown";
	const program = open(read);
	const question = program.createSourceFile(
		"/onepath-probe.ts",
		[legacy, canonical]
			.map(
				({ module, name }, index) =>
					`import { ${quoted(name)} as name${index} } from ${JSON.stringify(`/${module}`)};`,
			)
			.join("\n"),
	);
	const [first, second] = question
		.getImportDeclarations()
		.map((each) =>
			ended(
				each.getNamedImports()[0]?.getNameNode().getSymbol(),
				each.getNamedImports()[0]?.getAliasNode()?.getSymbol(),
			),
		);
	if (!first || !second) return "unknown";
	if (read.files().some((id) => isUnread(id, graph))) return "unknown";
	if (read.files().some((id) => ambiguous(program.getSourceFile(`/${id}`))))
		return "unknown";
	const declarations = first.getDeclarations();
	const shared = second
		.getDeclarations()
		.some((declaration) => declarations.includes(declaration));
	return first === second || shared ? "same" : "different";
}

/** A script that makes exports on conditions, or lets others make them: the checker takes each for certain. */
const isUnread = (id: ModuleId, graph: Graph): boolean =>
	/\.[cm]?jsx?$/.test(id) && (graph.facts(id)?.opaque.length ?? 0) > 0;

const quoted = (name: string): string =>
	name === "default" ? name : JSON.stringify(name);

/** What an imported name is in the end; null where the checker lost the way. */
function ended(
	...symbols: readonly (MorphSymbol | undefined)[]
): MorphSymbol | null {
	for (const symbol of symbols) {
		const end = symbol?.isAlias() ? symbol.getAliasedSymbol() : undefined;
		if (end && end.getDeclarations().length > 0) return end;
	}
	return null;
}

/**
 * Do two stars of the file give one name with two ends? The checker takes the first of them, a browser refuses the
 * module. TS2308 says so for TypeScript alone, and not below `@ts-nocheck`, so the names are compared here.
 */
function ambiguous(file: MorphFile | undefined): boolean {
	const stars = (file?.getExportDeclarations() ?? [])
		.filter((each) => each.isNamespaceExport() && !each.getNamespaceExport())
		.map((each) => each.getModuleSpecifierSourceFile()?.getSymbol());
	if (!file || stars.length < 2) return false;
	const checker = file.getProject().getTypeChecker().compilerObject;
	const end = (symbol: TS.Symbol): TS.Symbol =>
		symbol.flags & ALIAS ? checker.getAliasedSymbol(symbol) : symbol;
	const own = file.getSymbol()?.compilerSymbol.exports;
	const given = new Map<TS.__String, TS.Symbol>();
	for (const star of stars)
		for (const each of star
			? checker.getExportsOfModule(star.compilerSymbol)
			: []) {
			const name = each.escapedName;
			if (name === "default" || own?.has(name)) continue;
			const known = given.get(name);
			if (known && known !== end(each)) return true;
			given.set(name, end(each));
		}
	return false;
}

/** The modules on the chains, with where their specifiers lead. */
class Reach {
	readonly #graph: Graph;
	readonly #project: Project;
	readonly #texts = new Map<ModuleId, string>();
	readonly #edges = new Map<string, ModuleId>();

	constructor(graph: Graph, project: Project) {
		this.#graph = graph;
		this.#project = project;
	}

	/** False when the chains are longer than a chain can be, or a star on them leads out of the tree. */
	add(module: ModuleId): boolean {
		const queue = [module];
		for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
			const file = this.#texts.has(id) ? null : this.#project.read(id);
			if (!file) continue;
			if (this.#texts.size === MOST_FILES) return false;
			this.#texts.set(id, file.text);
			const facts = this.#graph.facts(id);
			for (const specifier of facts ? handingOn(facts) : []) {
				const located = this.#graph.locate(specifier, id);
				if (located.kind !== "module") {
					// What such a star gives is not known, so neither is whether another star agrees with it.
					if (facts?.stars.some((star) => star.specifier === specifier))
						return false;
					continue;
				}
				this.#edges.set(`/${id}\0${specifier}`, located.id);
				queue.push(located.id);
			}
		}
		return true;
	}

	files(): readonly ModuleId[] {
		return [...this.#texts.keys()];
	}

	text(id: ModuleId): string {
		return this.#texts.get(id) ?? "";
	}

	edge(from: string, specifier: string): ModuleId | null {
		if (specifier.startsWith("/"))
			return this.#texts.has(specifier.slice(1)) ? specifier.slice(1) : null;
		return this.#edges.get(`${from}\0${specifier}`) ?? null;
	}
}

/** The specifiers from which a module hands names on; of one whose exports can't be read, all that it loads. */
function handingOn(facts: ModuleFacts): ReadonlySet<string> {
	const found = new Set(facts.stars.map((star) => star.specifier));
	if (facts.opaque.length > 0)
		for (const load of facts.loads) found.add(load.specifier);
	const locals = [...facts.exports.values()].flat();
	const seen = new Set<string>();
	for (let binding = locals.pop(); binding; binding = locals.pop()) {
		if (binding.kind === "import") found.add(binding.specifier);
		if (binding.kind !== "alias" && binding.kind !== "member") continue;
		if (seen.has(binding.of)) continue;
		seen.add(binding.of);
		locals.push(...(facts.locals.get(binding.of) ?? []));
	}
	return found;
}

function open(read: Reach): MorphProject {
	const { Project, ts } = require("ts-morph") as typeof import("ts-morph");
	const compilerOptions: TS.CompilerOptions = {
		allowJs: true,
		noLib: true,
		types: [],
		target: ts.ScriptTarget.ESNext,
		module: ts.ModuleKind.ESNext,
		moduleResolution: ts.ModuleResolutionKind.Bundler,
		esModuleInterop: true,
		resolveJsonModule: true,
		jsx: ts.JsxEmit.Preserve,
	};
	const program = new Project({
		useInMemoryFileSystem: true,
		skipLoadingLibFiles: true,
		compilerOptions,
		resolutionHost: () => ({
			resolveModuleNames: (names, from) =>
				names.map((name) => {
					const id = read.edge(from, name);
					return id === null
						? undefined
						: { resolvedFileName: `/${id}`, extension: extensionOf(id) };
				}),
		}),
	});
	for (const id of read.files())
		program.createSourceFile(`/${id}`, read.text(id));
	return program;
}

const extensionOf = (id: ModuleId): string =>
	/(?:\.d)?\.[a-z]+$/.exec(id)?.[0] ?? "";
