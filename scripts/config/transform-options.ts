/**
 * The options that a transform gets, read as jscodeshift reads flags that it does not know: values that are JSON are
 * that, a flag without a value is true, `--no-x` is false.
 *
 *   --name=dropped --max 3 --rules='[{"from":"a"}]' --no-comments
 *     ->  {name: "dropped", max: 3, rules: [{from: "a"}], comments: false}
 */
import { OnepathError } from "../../transforms/core/errors.js";

/** `flags`: what followed `--`; `pairs`: each `NAME=VALUE`. Throws `usage`. */
export function transformOptions(
	flags: readonly string[],
	pairs: readonly string[],
): Readonly<Record<string, unknown>> {
	const options = new Map<string, unknown>();
	for (const pair of pairs) {
		const [name, value] = split(pair);
		if (name === "" || value === null)
			throw new OnepathError("usage", `--option ${pair} is not NAME=VALUE`);
		options.set(name, parsed(value));
	}
	for (let at = 0; at < flags.length; at++) {
		const flag = flags[at] as string;
		const [name, value] = split(flag.replace(/^--?/, ""));
		if (!flag.startsWith("-") || name === "")
			throw new OnepathError(
				"usage",
				`${flag} is not an option of the transform; what follows -- is, as --name=value`,
			);
		const next = flags[at + 1];
		if (value !== null) options.set(name, parsed(value));
		else if (name.startsWith("no-")) options.set(name.slice(3), false);
		else if (next === undefined || next.startsWith("-"))
			options.set(name, true);
		else {
			options.set(name, parsed(next));
			at++;
		}
	}
	return Object.fromEntries(options);
}

function split(text: string): readonly [name: string, value: string | null] {
	const equals = text.indexOf("=");
	return equals < 0
		? [text, null]
		: [text.slice(0, equals), text.slice(equals + 1)];
}

function parsed(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
