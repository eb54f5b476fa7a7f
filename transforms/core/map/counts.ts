/** What counting and sorting the entries of a map share. */
import type { Form } from "../types.js";
import type { UseSite } from "./types.js";

/** Forms that take a module at its word without importing it: doubles, look-ups, text. */
const NO_IMPORT: ReadonlySet<Form> = new Set<Form>([
	"mock",
	"resolve",
	"registry",
	"string",
	"augment",
]);

export const isImport = ({ form }: Pick<UseSite, "form">): boolean =>
	!NO_IMPORT.has(form);

/** Of those that import: does it load a module or bind a name? What is taken out of a module does neither. */
export const isBinding = (use: Pick<UseSite, "form">): boolean =>
	isImport(use) && use.form !== "attribute";

/** The first two segments of the file's directory. */
export function directoryOf(file: string): string {
	const first = file.indexOf("/");
	if (first < 0) return ".";
	const second = file.indexOf("/", first + 1);
	return file.slice(0, second < 0 ? first : second);
}

/** With sorted keys, in an object that has no names of its own (`constructor` is a legal directory). */
export function sortedCounts(
	counts: ReadonlyMap<string, number>,
): Record<string, number> {
	const result: Record<string, number> = Object.create(null);
	for (const key of [...counts.keys()].sort())
		result[key] = counts.get(key) as number;
	return result;
}

/** By code unit, so that the order does not depend on a locale. */
export const byText = (a: string, b: string): number =>
	a < b ? -1 : a > b ? 1 : 0;

/** Values by a key that some of them lack. */
export function index<T>(
	values: Iterable<T>,
	key: (value: T) => string | null,
): Map<string, T[]> {
	const found = new Map<string, T[]>();
	for (const value of values) {
		const at = key(value);
		if (at === null) continue;
		const known = found.get(at);
		if (known) known.push(value);
		else found.set(at, [value]);
	}
	return found;
}
