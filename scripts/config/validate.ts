/**
 * Is a parsed config what the shipped JSON schema says? The first thing in the file that is not becomes one line:
 *
 *   onepath.config.json:4:5 "form" is not a key of a rule; did you mean "from"?
 */
import type { ErrorObject } from "ajv";
import { closest, distance } from "fastest-levenshtein";
import { OnepathError } from "../../transforms/core/errors.js";
import type { Parsed } from "./parse.js";
import { schemaValidator } from "./schema-validator.js";

/** Throws `config`. */
export function validateConfig(parsed: Parsed): void {
	const validate = schemaValidator();
	if (validate(parsed.value)) return;
	// A misspelt key is also a missing one; the misspelling is what its author looks for.
	const errors = validate.errors ?? [];
	const typo = errors.find((e) => e.keyword === "additionalProperties");
	const error = typo ?? errors[0];
	if (error) throw new OnepathError("config", explain(error, parsed));
}

/** What each schema keyword means to the author of a config. */
function explain(error: ErrorObject, parsed: Parsed): string {
	const path = error.instancePath
		.split("/")
		.slice(1)
		.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
		.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
	const what = path.length === 0 ? "the config" : `"${label(path)}"`;
	const { params } = error;
	switch (error.keyword) {
		case "additionalProperties": {
			const key: string = params.additionalProperty;
			const known = Object.keys(error.parentSchema?.properties ?? {});
			return `${parsed.at(path, key)} "${key}" is not a key of ${what}; ${hint(key, known)}`;
		}
		case "required":
			return `${parsed.at(path)} ${what} has no "${params.missingProperty}"; add it`;
		case "type":
			return `${parsed.at(path)} ${what} is not ${a(params.type)}; make it one`;
		case "enum":
			return `${parsed.at(path)} ${what} is none of ${params.allowedValues.join(", ")}; choose one`;
		case "minProperties":
		case "minLength":
			return `${parsed.at(path)} ${error.propertyName === undefined ? what : `a key of ${what}`} is empty; give it a value or remove it`;
		case "false schema": {
			const rule = path.slice(0, -1);
			return `${parsed.at(rule, String(path.at(-1)))} "${path.at(-1)}" can't stand beside "symbol" in "${label(rule)}"; remove one of them`;
		}
		default:
			return `${parsed.at(path)} ${what} ${error.message ?? "is not valid"}; correct it`;
	}
}

/** `rules[2].from` */
function label(path: readonly (string | number)[]): string {
	return path
		.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
		.join("")
		.slice(1);
}

function a(type: string): string {
	return { array: "a list", object: "an object" }[type] ?? `a ${type}`;
}

/** A typo is near one key; anything else gets the whole list. */
function hint(key: string, known: readonly string[]): string {
	const nearest = closest(key, [...known]);
	return distance(key, nearest) <= Math.max(2, key.length / 3)
		? `did you mean "${nearest}"?`
		: `the keys are ${known.join(", ")}`;
}
