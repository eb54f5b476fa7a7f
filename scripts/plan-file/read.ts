/**
 * A saved plan, read and judged before anything is done with it: its form by the schema, its paths by whether they
 * can lead out of the tree. What is wrong is one line that names the place in the file.
 */
import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";
import { OnepathError } from "../../transforms/core/errors.js";
import { hashBytes } from "../driver/hash.js";
import { isTreePath } from "../driver/read/tree-path.js";
import { escapeLine } from "../report/escape.js";
import { PLAN_VERSION, type SavedPlan } from "./format.js";
import { PLAN_SCHEMA } from "./schema.js";

/** The plan and its digest. Throws `usage`. `name` is what messages call the file. */
export function readPlan(
	path: string,
	name: string,
): { readonly plan: SavedPlan; readonly digest: string } {
	const text = readText(path, name);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw wrong(name, `is not JSON (${(error as Error).message})`);
	}
	const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
	if (typeof version === "number" && version !== PLAN_VERSION)
		throw wrong(
			name,
			`is a plan of format ${version}, and this onepath reads format ${PLAN_VERSION}; plan again`,
		);
	const validate = new Ajv({ discriminator: true }).compile(PLAN_SCHEMA);
	if (!validate(value)) throw wrong(name, explain(validate.errors?.[0]));
	const plan = value as SavedPlan;
	const seen = new Set<string>();
	for (const { path: own } of plan.entries) {
		if (!isTreePath(own))
			throw wrong(
				name,
				`names ${JSON.stringify(own)}, which is no path of a tree`,
			);
		if (seen.has(own)) throw wrong(name, `names ${JSON.stringify(own)} twice`);
		seen.add(own);
	}
	return { plan, digest: hashBytes(text) };
}

function readText(path: string, name: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw wrong(
			name,
			code === "ENOENT"
				? "does not exist; onepath migrate --plan-out makes a plan"
				: code === "ERR_ENCODING_INVALID_ENCODED_DATA"
					? "is not UTF-8"
					: `can't be read (${code ?? (error as Error).message})`,
		);
	}
}

function explain(error: ErrorObject | undefined): string {
	const key: unknown =
		error?.params.additionalProperty ?? error?.params.missingProperty;
	const what = key === undefined ? "" : ` (${JSON.stringify(key)})`;
	return `is no plan of onepath: ${error?.instancePath || "the whole"} ${error?.message}${what}`;
}

function wrong(name: string, what: string): OnepathError {
	return new OnepathError("usage", escapeLine(`${name} ${what}`));
}
