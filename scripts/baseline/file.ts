/**
 * The baseline on disk: read with every doubt (it is merged by hand, and may come from anybody), written whole or
 * not at all. Nothing that it names is opened; its paths are only compared.
 */
import { readFileSync } from "node:fs";
import {
	BASELINE_VERSION,
	type Baseline,
	type BaselineEntry,
	formatBaseline,
	mergeEntries,
} from "../../transforms/core/baseline.js";
import { OnepathError } from "../../transforms/core/errors.js";
import { hashText } from "../../transforms/core/plan.js";
import { type Json, type Parsed, parseConfig } from "../config/parse.js";
import { replace } from "../driver/write/replace.js";

const SIZE_LIMIT = 64 << 20;

/** A baseline as it was read; `text` is null where there is no file. */
export interface BaselineFile {
	/** Root-relative. */
	readonly path: string;
	readonly bytes: Buffer | null;
	readonly entries: Baseline;
}

/** Throws `config` with one line for a file that is not what we write. */
export function readBaseline(root: string, path: string): BaselineFile {
	const bytes = readBytes(root, path);
	if (bytes === null) return { path, bytes, entries: [] };
	return { path, bytes, entries: parseBaseline(decode(bytes, path), path) };
}

/** Writes the entries, where they are not what the file says already. Throws `stale` when it changed meanwhile. */
export async function writeBaseline(
	root: string,
	{ path, bytes }: BaselineFile,
	entries: Baseline,
): Promise<void> {
	const content = Buffer.from(formatBaseline(entries));
	if (bytes?.equals(content)) return;
	const before = bytes && hashText(bytes.toString("latin1"), "latin1");
	try {
		await replace(
			root,
			{ path, before, content, mode: null },
			"baseline",
			() => {},
		);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new OnepathError(
			"stale",
			`${path} was not written: ${code ?? message}`,
		);
	}
}

/** `name` is the file as messages show it. Throws `config`. */
export function parseBaseline(text: string, name: string): Baseline {
	const marker = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
	if (marker)
		throw new OnepathError(
			"config",
			`${name}:${text.slice(0, marker.index).split("\n").length}:1 a merge was left unfinished; keep the lines of both sides and remove the markers`,
		);
	const parsed = parseConfig(text, name);
	const [head, ...rows] = Array.isArray(parsed.value) ? parsed.value : [];
	const version =
		head && typeof head === "object" && !Array.isArray(head)
			? head["onepath-baseline"]
			: undefined;
	if (version === undefined)
		throw fail(
			parsed,
			[],
			"this is no baseline of onepath; make one with --init-baseline",
		);
	if (version !== BASELINE_VERSION)
		throw fail(
			parsed,
			[0],
			`this is a baseline of version ${JSON.stringify(version)}, and this onepath reads version ${BASELINE_VERSION}`,
		);
	// The empty list closes the file, so that every entry's line can end in a comma.
	const end = rows.at(-1);
	if (!Array.isArray(end) || end.length > 0)
		throw fail(
			parsed,
			[rows.length],
			"the file ends early; restore it from git",
		);
	return mergeEntries(
		rows.slice(0, -1).map((row, index) => {
			const entry = entryOf(row);
			if (typeof entry === "string") throw fail(parsed, [index + 1], entry);
			return entry;
		}),
	);
}

/** The entry of a row, or what is wrong with it. */
function entryOf(row: Json): BaselineEntry | string {
	const [path, legacy, symbol, count] = Array.isArray(row) ? row : [];
	if (
		!Array.isArray(row) ||
		row.length !== 4 ||
		typeof path !== "string" ||
		typeof legacy !== "string" ||
		(symbol !== null && typeof symbol !== "string")
	)
		return "this is no entry; an entry is [file, legacy path, symbol or null, count]";
	if (path === "" || legacy === "" || symbol === "")
		return "an entry has no empty name; remove it";
	if (path.startsWith("/") || path.split("/").includes(".."))
		return "the file of an entry is inside of the root; remove it";
	if (!Number.isSafeInteger(count) || (count as number) < 1)
		return "the count of an entry is a number from 1; correct it";
	return {
		path,
		legacy,
		symbol: symbol as string | null,
		count: count as number,
	};
}

function fail(
	parsed: Parsed,
	path: readonly (string | number)[],
	what: string,
): OnepathError {
	return new OnepathError("config", `${parsed.at(path)} ${what}`);
}

function readBytes(root: string, path: string): Buffer | null {
	try {
		const bytes = readFileSync(`${root}/${path}`);
		if (bytes.length <= SIZE_LIMIT) return bytes;
		throw new OnepathError(
			"config",
			`${path} is larger than ${SIZE_LIMIT >> 20} MiB`,
		);
	} catch (error) {
		if (error instanceof OnepathError) throw error;
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") return null;
		throw new OnepathError("config", `${path} can't be read (${code})`);
	}
}

function decode(bytes: Buffer, name: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new OnepathError(
			"config",
			`${name} is not UTF-8; restore it from git`,
		);
	}
}
