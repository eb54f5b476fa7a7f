/**
 * How a module is written in a file: relative where the old import was relative and both modules share the
 * top-level package, else by its absolute name.
 */
import type { ModuleId } from "../../../core/types.js";
import { encodeInsertion } from "../source/decode.js";
import type { ImportStatement } from "../source/syntax.js";
import type { PythonFile } from "./file.js";
import type { Legacy, LegacyModules } from "./legacy.js";

/** `target`: the absolute name as rules and graph know it. */
export function spellModule(
	file: PythonFile,
	statement: ImportStatement,
	target: string,
	legacy: Legacy,
	legacyModules: LegacyModules,
): string {
	const relative = statement.level > 0 ? relativeName(file, target) : null;
	return encoded(
		file,
		relative ??
			(statement.level > 0
				? target
				: legacyModules.respell(target, legacy, file.id)),
	);
}

/** A module's name in the bytes of the file (PEP 263); left as it is where they can't hold it, for `drafts` to stop. */
export const encoded = (file: PythonFile, name: string): string =>
	encodeInsertion(name, file.source) ?? name;

/** PEP 328: one dot is the package of the file, each further one its parent. */
export function relativeName(file: PythonFile, target: string): string | null {
	const here = file.packageName === "" ? [] : file.packageName.split(".");
	const there = target.split(".");
	let shared = 0;
	while (
		shared < here.length &&
		shared < there.length &&
		here[shared] === there[shared]
	)
		shared++;
	if (shared === 0) return null;
	return ".".repeat(here.length - shared + 1) + there.slice(shared).join(".");
}

/** Is a from-import of `name` from `module` one of the target? */
export function leadsTo(
	file: PythonFile,
	statement: ImportStatement,
	target: string,
	targetId: ModuleId | null,
	legacyModules: LegacyModules,
): boolean {
	if (statement.kind !== "from") return false;
	const module = file.absolute(statement.level, statement.module);
	if (module === null) return false;
	return (
		module === target ||
		(targetId !== null && legacyModules.locate(module, file.id) === targetId)
	);
}
