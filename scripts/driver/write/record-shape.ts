/**
 * Has the text of a record the form of one? `.onepath` may come with a tree from anybody, torn or made up, and
 * every run looks at the records that are there. What is not of the form is no run; what a run's paths may be is
 * asked where they are used.
 */
import type { RunRecord } from "./journal.js";

export function isRecord(value: object): value is RunRecord {
	const record = value as Partial<Record<keyof RunRecord, unknown>>;
	return (
		isString(record.command) &&
		isString(record.started) &&
		(record.plan === null || isString(record.plan)) &&
		isListOf(record.files, isFile) &&
		isListOf(record.makes, isString) &&
		isListOf(record.empties, isString) &&
		isListOf(record.images, isPlace)
	);
}

function isFile(value: unknown): boolean {
	if (typeof value !== "object" || value === null) return false;
	const { path, before, after, mode, owner } = value as Record<string, unknown>;
	return (
		isString(path) &&
		[before, after].every((hash) => hash === null || isString(hash)) &&
		(mode === null || isNumber(mode)) &&
		(owner === null || (isListOf(owner, isNumber) && owner.length === 2))
	);
}

/** Hash, offset, length. */
function isPlace(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.length === 3 &&
		isString(value[0]) &&
		isNumber(value[1]) &&
		isNumber(value[2])
	);
}

function isListOf(
	value: unknown,
	holds: (item: unknown) => boolean,
): value is readonly unknown[] {
	return Array.isArray(value) && value.every(holds);
}

function isString(value: unknown): value is string {
	return typeof value === "string";
}

function isNumber(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
