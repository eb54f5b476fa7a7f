/**
 * Reports of shards as they come from other machines: found, read and judged before anything is done with them.
 * What is wrong is one line that names the file.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import { Ajv } from "ajv";
import { OnepathError } from "../../transforms/core/errors.js";
import { hashBytes } from "../driver/hash.js";
import { isTreePath } from "../driver/read/tree-path.js";
import { escapeLine } from "../report/escape.js";
import { type AnyKind, KINDS } from "./kinds.js";
import { REPORT_VERSION, type ShardReport } from "./report.js";

export interface NamedReport {
	/** As the user knows the file. */
	readonly name: string;
	readonly report: ShardReport;
}

/** The reports in files and, at any depth, in folders; by name. Throws `usage`. */
export function readReports(
	cwd: string,
	places: readonly string[],
	version: string,
): readonly NamedReport[] {
	const names = [...new Set(places.flatMap((place) => namesIn(cwd, place)))];
	const schemas = new Map<AnyKind, (value: unknown) => string | null>();
	return names.sort().map((name) => {
		const value = parse(resolve(cwd, name), name);
		const kind = kindOf(value, name, version);
		const judge = schemas.get(kind) ?? compile(kind);
		schemas.set(kind, judge);
		const fault = judge(value);
		if (fault !== null) throw wrong(name, fault);
		return { name, report: value as unknown as ShardReport };
	});
}

function namesIn(cwd: string, place: string): readonly string[] {
	const stat = statSync(resolve(cwd, place), { throwIfNoEntry: false });
	if (!stat) throw wrong(place, "does not exist; name a folder of reports");
	if (!stat.isDirectory()) return [normalize(place)];
	const names = readdirSync(resolve(cwd, place), {
		recursive: true,
		withFileTypes: true,
	})
		.filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => join(place, path.slice(resolve(cwd, place).length + 1)));
	if (names.length === 0)
		throw wrong(place, "has no reports; --reporter blob makes them");
	return names;
}

function parse(path: string, name: string): object {
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw wrong(
			name,
			code === "ERR_ENCODING_INVALID_ENCODED_DATA"
				? "is not UTF-8"
				: `can't be read (${code ?? (error as Error).message})`,
		);
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw wrong(name, "is no JSON, or only a part of it; fetch it again");
	}
	if (typeof value === "object" && value !== null && !Array.isArray(value))
		return value;
	throw wrong(name, "is no report of onepath");
}

/** Before the schema, since another version has another one. */
function kindOf(value: object, name: string, version: string): AnyKind {
	const { schemaVersion, tool, command } = value as Partial<ShardReport>;
	const kind = KINDS.find((each) => each.command === command);
	if (typeof schemaVersion !== "number" || !kind)
		throw wrong(name, "is no report of onepath; --reporter blob makes them");
	if (schemaVersion !== REPORT_VERSION)
		throw wrong(
			name,
			`is a report of format ${schemaVersion}, and this onepath reads format ${REPORT_VERSION}`,
		);
	if (tool?.version !== version)
		throw wrong(
			name,
			`was made by onepath ${tool?.version}, and this is ${version}; use one version for all`,
		);
	return kind;
}

/** A function that says what is wrong with a report, or null. */
function compile(kind: AnyKind): (value: unknown) => string | null {
	const validate = new Ajv({ strictTuples: false }).compile(kind.schema);
	return (value) => {
		if (!validate(value)) {
			const [error] = validate.errors ?? [];
			return `is no report of onepath: ${error?.instancePath || "the whole"} ${error?.message}`;
		}
		const report = value as ShardReport;
		const { digest, ...rest } = report;
		if (hashBytes(JSON.stringify(rest)) !== digest)
			return "is damaged: it has not the digest that it says; fetch it again";
		const { count, parts } = report.shards;
		if (parts.some((part, i) => part > count || part <= (parts[i - 1] ?? 0)))
			return `is damaged: it has no parts ${parts.join(", ")} of ${count}`;
		const seen = new Set<string>();
		for (const path of kind.used(report.own)) {
			if (!isTreePath(path))
				return `names ${JSON.stringify(path)}, which is no path of a tree`;
			if (seen.has(path)) return `names ${JSON.stringify(path)} twice`;
			seen.add(path);
		}
		const fault = faultOf(kind, report.own);
		return fault === null ? null : `is damaged: ${fault}`;
	};
}

function faultOf({ fault }: AnyKind, own: object): string | null {
	try {
		return fault(own);
	} catch (error) {
		if (error instanceof OnepathError) return error.message;
		throw error;
	}
}

function wrong(name: string, what: string): OnepathError {
	return new OnepathError("usage", escapeLine(`${name} ${what}`));
}
