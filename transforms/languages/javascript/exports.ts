/**
 * The facts of one JavaScript or TypeScript module for the export graph, from its source alone: what it exports,
 * what its own names are, what it loads and when, and what it does besides.
 */
import type { EcmaScriptModule } from "oxc-parser";
import type { Load, ModuleFacts } from "../../core/facts.js";
import type { ModuleId, SourceFile } from "../../core/types.js";
import { readCommonJs } from "./facts/commonjs.js";
import { readStatements } from "./facts/declared.js";
import { DEFINED, Draft } from "./facts/draft.js";
import { firstEffect } from "./facts/effects.js";
import { LazyMap } from "./facts/lazy-map.js";
import { readLoads } from "./facts/loads.js";
import { exportsTold } from "./facts/record-exports.js";
import { namesUsed } from "./facts/usage-names.js";
import { TYPESCRIPT } from "./source/extensions.js";
import { parse } from "./source/parse.js";
import { children } from "./source/tree.js";

const SOURCE = /\.(?:[cm]?[jt]sx?)$/;

/**
 * `verbatim`: the module's tsconfig keeps imports of which only types are used. Files of other kinds (JSON, styles,
 * images) are modules with a default export. The tree of an ES module is made when one of its own names is asked
 * for, or what it loads and does; its names and stars are known before.
 */
export function javascriptFacts(
	file: SourceFile,
	id: ModuleId,
	verbatim = false,
): ModuleFacts {
	if (!SOURCE.test(file.path)) return assetFacts(file, id);
	const records = recordsOf(file);
	return records
		? recordFacts(file, id, verbatim, records)
		: treeFacts(file, id, verbatim);
}

/**
 * The facts that say where names lead, and nothing of loads, rebound names and effects; null where the records do not
 * tell the names. For the map of a whole tree, which asks every module for all of its names.
 */
export function javascriptNames(
	file: SourceFile,
	id: ModuleId,
): ModuleFacts | null {
	const records = SOURCE.test(file.path) ? recordsOf(file) : null;
	const draft = records && exportsTold(records, file.text);
	if (!draft) return null;
	return facts(id, draft, {
		problems: [],
		effect: null,
		rebound: new Map(),
		readLate: new Set(),
	});
}

// `export =`, `import A = B.C` and `module.exports = x` have no records of their own.
const ASSIGNS = /\b(?:export|import\s+(?:type\s+)?[\w$]+)\s*=/;
const SETS_EXPORTS = /^\s*(?:module\s*\.\s*exports|exports\s*[.[])/m;

/** The module records where they tell all names. */
function recordsOf(file: SourceFile): EcmaScriptModule | null {
	const { records, problems } = parse(file);
	const { text } = file;
	return records?.hasModuleSyntax &&
		problems.length === 0 &&
		!ASSIGNS.test(text) &&
		// Its white space is tried from each line on, so the word is looked for first.
		!(text.includes("exports") && SETS_EXPORTS.test(text))
		? records
		: null;
}

/** What the records tell at once, and the rest when it is asked for. */
function recordFacts(
	file: SourceFile,
	id: ModuleId,
	verbatim: boolean,
	records: EcmaScriptModule,
): ModuleFacts {
	const draft = new Draft(file.text);
	const names = new Set<string>();
	for (const { start, entries } of records.staticExports)
		for (const { exportName, importName, moduleRequest, isType } of entries) {
			if (importName.kind === "AllButDefault" && moduleRequest)
				draft.star(moduleRequest.value, start, isType);
			else
				names.add(
					exportName.kind === "Default" ? "default" : (exportName.name ?? ""),
				);
		}
	let made: ModuleFacts | null = null;
	// Parsed again rather than kept: the trees of a thousand modules would be.
	const full = (): ModuleFacts => {
		made ??= treeFacts(file, id, verbatim);
		return made;
	};
	// An identifier may be written with escapes (ECMA-262 12.7).
	const escapes = file.text.includes("\\u");
	const spelled = (name: string): boolean =>
		escapes || file.text.includes(name);
	return {
		id,
		exports: new LazyMap(
			(name) => names.has(name),
			() => full().exports,
		),
		locals: new LazyMap(spelled, () => full().locals),
		stars: draft.stars,
		starRule: "own-first",
		listed: null,
		starHides,
		mayLoad: mayLoad(records, file.text),
		rebound: new LazyMap(
			(name) => names.has(name) || made !== null,
			() => full().rebound,
		),
		opaque: [],
		problems: [],
		get loads() {
			return full().loads;
		},
		get readLate() {
			return full().readLate;
		},
		get effect() {
			return full().effect;
		},
	};
}

/** What the records say of `readLoads`: not for what is used, nor of `require`, whose calls only the tree shows. */
function mayLoad(
	records: EcmaScriptModule,
	text: string,
): readonly Load[] | undefined {
	if (/\brequire\b|createRequire|\\[ux]/.test(text)) return undefined;
	const load = (
		specifier: string,
		time: Load["time"],
		offset: number,
	): Load => ({ specifier, names: [], time, offset });
	const isType = (entries: readonly { readonly isType: boolean }[]): boolean =>
		entries.length > 0 && entries.every((entry) => entry.isType);
	return [
		...records.staticImports.flatMap(({ moduleRequest, entries, start }) =>
			isType(entries) ? [] : load(moduleRequest.value, "load", start),
		),
		...records.staticExports.flatMap(({ entries, start }) =>
			entries.flatMap(({ moduleRequest, isType }) =>
				moduleRequest && !isType
					? load(moduleRequest.value, "load", start)
					: [],
			),
		),
		...records.dynamicImports.map(({ moduleRequest, start }) =>
			load(
				text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
				"call",
				start,
			),
		),
	];
}

/** Everything, from the tree. */
function treeFacts(
	file: SourceFile,
	id: ModuleId,
	verbatim: boolean,
): ModuleFacts {
	const { program, records, problems } = parse(file);
	const statements = children(program, "body");
	const used = namesUsed(program);
	const draft = new Draft(file.text);
	readStatements(statements, file.text, used, draft);
	draft.preferOwn();
	const isModule = records
		? records.hasModuleSyntax
		: statements.some((node) => /^(?:Import|Export)/.test(node.type));
	readCommonJs(statements, isModule, file.text, draft);
	const declaration = /\.d(?:\.[^./]+)?\.[cm]?ts$/.test(file.path);
	readLoads(
		program,
		file.text,
		used,
		TYPESCRIPT.test(file.path) && !verbatim,
		draft,
	);
	if (problems.length > 0 && statements.length === 0)
		draft.unreadable(
			`has a syntax error: ${problems[0]?.message}`,
			problems[0]?.offset ?? 0,
		);
	const own = ownNames(draft);
	const effect = declaration ? null : firstEffect(program, own);
	return facts(id, draft, {
		problems,
		effect: effect && { line: draft.line(effect.offset), what: effect.what },
		rebound: new Map(
			[
				...draft.rebinds,
				...[...used.assigned].filter(([name]) => draft.locals.has(name)),
			].map(([name, at]) => [name, draft.line(at)]),
		),
		readLate: new Set([...used.late].filter((name) => draft.locals.has(name))),
	});
}

/** The specifiers of what the module loads as it is loaded itself. */
export function loadedAtOnce(
	file: SourceFile,
	verbatim: boolean,
): ReadonlySet<string> {
	const loaded = new Set<string>();
	if (!SOURCE.test(file.path)) return loaded;
	const { program } = parse(file);
	const draft = new Draft(file.text);
	readLoads(
		program,
		file.text,
		namesUsed(program),
		TYPESCRIPT.test(file.path) && !verbatim,
		draft,
	);
	for (const { specifier, time } of draft.loads)
		if (time === "load") loaded.add(specifier);
	return loaded;
}

/** Names that the module defines, so that setting their properties is its own affair. */
function ownNames(draft: Draft): ReadonlySet<string> {
	return new Set(
		[...draft.locals]
			.filter(([, bindings]) => bindings.some(({ kind }) => kind === "define"))
			.map(([name]) => name),
	);
}

/** ECMA-262 16.2.1.7.2.1 GetExportedNames: a star leaves out `default`. */
const starHides = (name: string): boolean => name === "default";

type Rest = Pick<ModuleFacts, "problems" | "effect" | "rebound" | "readLate">;

function facts(id: ModuleId, draft: Draft, rest: Rest): ModuleFacts {
	return {
		id,
		exports: draft.exports,
		locals: draft.locals,
		stars: draft.stars,
		starRule: "own-first",
		listed: null,
		starHides,
		loads: draft.loads,
		opaque: draft.opaque,
		...rest,
	};
}

function assetFacts(file: SourceFile, id: ModuleId): ModuleFacts {
	const draft = new Draft(file.text);
	draft.export("default", DEFINED, 0);
	const names = /\.json$/.test(file.path) ? jsonNames(file.text) : null;
	for (const name of names ?? [])
		if (name !== "default") draft.export(name, DEFINED, 0);
	if (names === null)
		draft.unreadable("is no script, so its names are made by a loader", 0);
	return facts(id, draft, {
		problems: [],
		effect: null,
		rebound: new Map(),
		readLate: new Set(),
	});
}

/** Bundlers and TypeScript give the keys of a JSON object as named exports. */
function jsonNames(text: string): readonly string[] | null {
	try {
		const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
		return typeof value === "object" && value !== null && !Array.isArray(value)
			? Object.keys(value)
			: [];
	} catch {
		return null;
	}
}
