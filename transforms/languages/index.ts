/** The languages that onepath reads, one line each. Importing this list loads no parser. */
import type { Language } from "../core/language.js";
import { javascript } from "./javascript/language.js";
import { python } from "./python/language.js";

export const languages: readonly Language[] = [python, javascript];

/** The language of a file by the ending of its name, or null. */
export function languageOf(path: string): Language | null {
	const name = path.toLowerCase();
	return (
		languages.find(({ extensions }) =>
			extensions.some((ending) => name.endsWith(ending)),
		) ?? null
	);
}
