/** Uses counted by form and directory while they are gathered. */
import type { Form } from "../types.js";
import type { UseCounts, UseSite } from "./types.js";

/** Forms that take a module at its word without importing it: doubles, look-ups, text. */
const NO_IMPORT: ReadonlySet<Form> = new Set<Form>([
	"mock",
	"resolve",
	"registry",
	"string",
	"attribute",
	"augment",
]);

export const isImport = ({ form }: Pick<UseSite, "form">): boolean =>
	!NO_IMPORT.has(form);

export function countUses(uses: readonly UseSite[]): UseCounts {
	const forms = new Map<string, number>();
	const directories = new Map<string, number>();
	const files = new Set<string>();
	let tests = 0;
	let imports = 0;
	for (const use of uses) {
		add(forms, use.form);
		add(directories, directoryOf(use.file));
		files.add(use.file);
		if (use.test) tests++;
		if (isImport(use)) imports++;
	}
	return {
		total: uses.length,
		imports,
		tests,
		files: files.size,
		forms: sorted(forms),
		directories: sorted(directories),
	};
}

/** The first two segments of the file's directory. */
function directoryOf(file: string): string {
	const segments = file.split("/").slice(0, -1);
	return segments.slice(0, 2).join("/") || ".";
}

function add(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** With sorted keys, in an object that has no names of its own (`constructor` is a legal directory). */
function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
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
