/**
 * What holds a config against the shipped schema. In the build this module is the code that the validator compiles to
 * (`scripts/dev/build.mjs`): to load it, and to compile the schema, takes a command as long as to start node.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Options, ValidateFunction } from "ajv";
import { scriptsFile } from "../place.js";

const require = createRequire(import.meta.url);

/** The schema is ours: to hold it against the schema of schemas takes longer than all the rest. */
export const VALIDATOR_OPTIONS: Options = {
	verbose: true,
	allErrors: true,
	validateSchema: false,
};

export function schemaValidator(): ValidateFunction {
	const { Ajv } = require("ajv") as typeof import("ajv");
	const file = scriptsFile("config/onepath.config.schema.json");
	return new Ajv(VALIDATOR_OPTIONS).compile(
		JSON.parse(readFileSync(file, "utf8")),
	);
}
