/**
 * A transform as stock jscodeshift defines it, `(file, api, options) => text`, seen from both sides: `asTransform`
 * lets our driver run any of them and hands back edits; `defineTransform` makes one of ours that stock jscodeshift
 * can run (see `one-file.ts` for what it can know there).
 */
import { basename } from "node:path";
import { OnepathError } from "../core/errors.js";
import { textEdits } from "../core/text-edits.js";
import type { Edit, SourceFile } from "../core/types.js";
import {
	loadParser,
	type ParserChoice,
	parserFor,
	surgicalCore,
} from "./javascript/foreign.js";

export { compileOnRequire } from "./javascript/foreign/babel.js";

import { guardText } from "./javascript/foreign/guards.js";

export interface StockFile {
	readonly path: string;
	readonly source: string;
}

export interface StockApi {
	readonly j: unknown;
	readonly jscodeshift: unknown;
	stats(name: string, quantity?: number): void;
	report(message: string): void;
}

export type StockOptions = Readonly<Record<string, unknown>>;

type Text = string | null | undefined;
export type StockTransform = (
	file: StockFile,
	api: StockApi,
	options: StockOptions,
) => Text | Promise<Text>;

export interface TransformRun {
	/** Empty: the file stays as it is. On the file's text. */
	readonly edits: readonly Edit[];
	/** Why the file counts as failed (`line:column what` where a place is known), or null. */
	readonly failure: string | null;
	/** What the transform said with `api.report`. */
	readonly reports: readonly string[];
	/** What it counted with `api.stats`. */
	readonly stats: ReadonlyMap<string, number>;
}

export interface Transform {
	/** A file without any of these is not read further; null: every file is read. */
	readonly needles: readonly string[] | null;
	/** Loads what the first file will need, as far as that can be told: for a time when there is nothing else to do. */
	prepare(): void;
	run(file: SourceFile): Promise<TransformRun>;
}

export interface TransformSettings {
	/** Where the module was loaded from. */
	readonly path: string;
	readonly options: StockOptions;
	/** For every file, unless the transform exports one; null: by the file's ending. */
	readonly parser: string | null;
}

/** The files that a transform is run on when the user does not say. */
export const TRANSFORMED: readonly string[] = [
	".js",
	".jsx",
	".mjs",
	".cjs",
	".ts",
	".tsx",
	".mts",
	".cts",
];

/** A loaded module as a transform. Throws `usage` when it exports no function, or a parser that nobody knows. */
export function asTransform(
	module: unknown,
	settings: TransformSettings,
): Transform {
	const exported = module as Record<string, unknown> | null | undefined;
	const call = [exported?.default, exported].find(
		(value): value is StockTransform => typeof value === "function",
	);
	if (!call)
		throw new OnepathError(
			"usage",
			`${settings.path} exports no transform; its default export (or module.exports) must be a function (file, api, options) => text`,
		);
	const parser = (exported?.parser ?? settings.parser) as ParserChoice | null;
	checkParser(parser);
	return {
		needles: needlesOf(exported?.needles, settings),
		prepare: () => {
			if (ASKS_FOR_TREES.test(String(call))) loadParser(parser);
		},
		run: (file) => runOne(call, file, parser, settings),
	};
}

/** `api.j`, `{ jscodeshift }`; a transform that hands its `api` on to helpers does not say. */
const ASKS_FOR_TREES = /\bj(?:scodeshift)?\b/;

const PARSERS: readonly string[] = ["babel", "babylon", "flow", "ts", "tsx"];

/** jscodeshift takes a parser that it does not know for `babel`, without a word. */
function checkParser(parser: ParserChoice | null): void {
	if (typeof parser === "string" && !PARSERS.includes(parser))
		throw new OnepathError(
			"usage",
			`there is no parser ${parser}; the parsers are ${PARSERS.join(", ")}`,
		);
}

function needlesOf(
	exported: unknown,
	settings: TransformSettings,
): readonly string[] | null {
	let needles = exported;
	if (typeof exported === "function")
		try {
			needles = exported(settings.options);
		} catch (error) {
			const { message } = error as Partial<Error>;
			throw new OnepathError(
				"usage",
				`${settings.path} fails to name its needles: ${(message ?? String(error)).split("\n")[0]}`,
			);
		}
	if (needles === undefined || needles === null) return null;
	if (
		Array.isArray(needles) &&
		needles.every((needle) => typeof needle === "string" && needle !== "")
	)
		return needles;
	throw new OnepathError(
		"usage",
		`${settings.path} exports needles that are not a list of non-empty strings`,
	);
}

async function runOne(
	call: StockTransform,
	file: SourceFile,
	parser: ParserChoice | null,
	settings: TransformSettings,
): Promise<TransformRun> {
	const reports: string[] = [];
	const stats = new Map<string, number>();
	const end = (
		failure: string | null,
		edits: readonly Edit[] = [],
	): TransformRun => ({ edits, failure, reports, stats });
	try {
		const result = await call(
			{ path: file.path, source: file.text },
			lazyApi(file, parser, reports, stats),
			settings.options,
		);
		if (!result || result === file.text) return end(null);
		if (typeof result !== "string")
			return end(`the transform returned ${typeof result}, not text`);
		const guarded = guardText(file, result);
		return "lost" in guarded
			? end(guarded.lost)
			: end(null, textEdits(file.text, guarded.text));
	} catch (error) {
		return end(describe(error, settings.path));
	}
}

/** `j` is made when it is first asked for: a transform that works on the text needs no parser. */
function lazyApi(
	file: SourceFile,
	parser: ParserChoice | null,
	reports: string[],
	stats: Map<string, number>,
): StockApi {
	let core: unknown;
	const j = (): unknown => {
		core ??= surgicalCore(parser ?? parserFor(file.path, file.text));
		return core;
	};
	return {
		get j() {
			return j();
		},
		get jscodeshift() {
			return j();
		},
		stats: (name, quantity) => {
			const count = typeof quantity === "number" ? quantity : 1;
			stats.set(name, (stats.get(name) ?? 0) + count);
		},
		report: (message) => {
			reports.push(String(message));
		},
	};
}

/** A parser's error with the place in the file; any other with the place in the transform. */
function describe(error: unknown, path: string): string {
	if (!(error instanceof Error)) return `the transform threw ${String(error)}`;
	const { loc } = error as { loc?: { line?: unknown; column?: unknown } };
	const message = error.message.split("\n")[0] as string;
	if (typeof loc?.line === "number" && typeof loc.column === "number")
		return `${loc.line}:${loc.column + 1} ${message.replace(/ \(\d+:\d+\)$/, "")}`;
	const frame = (error.stack ?? "")
		.split("\n")
		.find((line) => line.includes(path));
	const place = frame && /:(\d+):(\d+)\)?$/.exec(frame);
	const where = place ? ` at ${basename(path)}:${place[1]}:${place[2]}` : "";
	return `the transform threw ${error.name}: ${message}${where}`;
}
