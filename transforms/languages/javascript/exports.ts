/**
 * The facts of one JavaScript or TypeScript module for the export graph, from its source alone: what it exports,
 * what its own names are, what it loads and when, and what it does besides.
 */
import type { ModuleFacts } from "../../core/facts.js";
import type { ModuleId, SourceFile } from "../../core/types.js";
import { readCommonJs } from "./commonjs.js";
import { readStatements } from "./declared.js";
import { DEFINED, Draft } from "./draft.js";
import { firstEffect } from "./effects.js";
import { readLoads } from "./loads.js";
import { parse } from "./parse.js";
import { children } from "./tree.js";
import { namesUsed } from "./usage-names.js";

const SOURCE = /\.(?:[cm]?[jt]sx?)$/;
const TYPESCRIPT = /\.[cm]?tsx?$/;

/**
 * `verbatim`: the module's tsconfig keeps imports of which only types are used. Files of other kinds (JSON, styles,
 * images) are modules with a default export.
 */
export function javascriptFacts(
	file: SourceFile,
	id: ModuleId,
	verbatim = false,
): ModuleFacts {
	if (!SOURCE.test(file.path)) return assetFacts(file, id);
	const { program, records, problems } = parse(file);
	const statements = children(program, "body");
	const used = namesUsed(program);
	const draft = new Draft(file.text);
	readStatements(statements, file.text, used, draft);
	draft.preferOwn();
	const isModule = records
		? records.hasModuleSyntax
		: statements.some((node) => /^(?:Import|Export)/.test(node.type));
	readCommonJs(statements, isModule, draft);
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
			[...used.assigned]
				.filter(([name]) => draft.locals.has(name))
				.map(([name, at]) => [name, draft.line(at)]),
		),
		readLate: new Set([...used.late].filter((name) => draft.locals.has(name))),
	});
}

/** Names that the module defines, so that setting their properties is its own affair. */
function ownNames(draft: Draft): ReadonlySet<string> {
	return new Set(
		[...draft.locals]
			.filter(([, bindings]) => bindings.some(({ kind }) => kind === "define"))
			.map(([name]) => name),
	);
}

type Rest = Pick<ModuleFacts, "problems" | "effect" | "rebound" | "readLate">;

function facts(id: ModuleId, draft: Draft, rest: Rest): ModuleFacts {
	return {
		id,
		exports: draft.exports,
		locals: draft.locals,
		stars: draft.stars,
		starRule: "own-first",
		listed: null,
		// ECMA-262 16.2.1.7.2.1 GetExportedNames: a star leaves out `default`.
		starHides: (name) => name === "default",
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
