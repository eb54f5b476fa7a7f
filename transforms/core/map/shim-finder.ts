/**
 * Which modules only hand on names, and how. A module is a shim when nothing that it offers is made in it and
 * something that it offers is meant for others: listed, exported, used, or marked as deprecated.
 *
 *   from .new import Manager          shim: it hands on, and somebody imports Manager from here
 *   Legacy = Manager
 *   __all__ = ["Manager", "Legacy"]
 */
import type { Binding, ModuleFacts } from "../facts.js";
import type { Resolution } from "../resolution.js";
import type { ModuleId } from "../types.js";
import type { FileRecord } from "./record.js";
import type { MapSource } from "./support.js";
import type { ShimWay } from "./types.js";

export interface FoundShim {
	readonly id: ModuleId;
	readonly source: MapSource;
	readonly package: boolean;
	readonly ways: readonly ShimWay[];
	readonly warns: number | null;
	readonly effect: ModuleFacts["effect"];
	/** Names that it hands on to others, in source order; those that stars bring come last. */
	readonly names: readonly string[];
}

const isPublic = (name: string): boolean => !name.startsWith("_");

/** `isImported`: does any file import this name of the module, or with null the module itself? */
export function findShim(
	id: ModuleId,
	record: FileRecord,
	source: MapSource,
	isImported: (name: string | null) => boolean,
): FoundShim | null {
	const { facts, warns } = record;
	if (record.makes ?? makesSomething(facts)) return null;
	// What others import is made here for them, underscore or not.
	for (const name of facts.exports.keys())
		if (
			!isPublic(name) &&
			makes(facts, name) &&
			isImported(name) &&
			name !== "__all__" &&
			name !== "__version__"
		)
			return null;
	const offered = offeredNames(facts, source);
	const own = offered.filter((name) => makes(facts, name));
	if (
		own.some(
			(name) =>
				!isIncidental(facts.exports.get(name) ?? []) || isImported(name),
		)
	)
		return null;
	const handed = offered.filter((name) => !own.includes(name));
	const meant = handed.filter((name) => leadsIntoTree(id, name, source));
	const isPackage = source.support.isPackage(id);
	const deliberate =
		!source.support.implicitExports ||
		facts.listed !== null ||
		facts.stars.length > 0 ||
		isPackage ||
		warns !== null;
	const names = deliberate ? meant : meant.filter(isImported);
	if (names.length === 0) return null;
	return {
		id,
		source,
		package: isPackage,
		ways: waysOf(facts, names),
		warns,
		effect: facts.effect?.line === warns ? null : facts.effect,
		names,
	};
}

/**
 * Is something made in the module, whatever others import, so that it is no shim? A class behind an underscore is
 * made here all the same. Asked of each file when it is read: most answer yes, and nothing more is asked of them.
 */
export function makesSomething(facts: ModuleFacts): boolean {
	if (facts.problems.length > 0) return true;
	for (const [name, bindings] of facts.exports)
		if (!isPublic(name) && makes(facts, name) && bindings.some(isClass))
			return true;
	const offered = facts.listed ?? [...facts.exports.keys()].filter(isPublic);
	return offered.some(
		(name) =>
			makes(facts, name) && !isIncidental(facts.exports.get(name) ?? []),
	);
}

const isClass = (binding: Binding): boolean =>
	binding.kind === "define" && binding.what === "class";

/** What the module offers on purpose: the names that it lists, else the public ones; stars included. */
export function offeredNames(
	facts: ModuleFacts,
	source: MapSource,
): readonly string[] {
	const starred =
		facts.stars.length > 0 ? source.graph.offered(facts.id).names : [];
	if (facts.listed) return [...new Set(facts.listed)];
	const own = [...facts.exports.keys()];
	return [
		...new Set([
			...(source.support.implicitExports ? own.filter(isPublic) : own),
			...starred,
		]),
	];
}

/** Is the name made here, and not only as what stands in where an import fails? */
function makes(facts: ModuleFacts, name: string): boolean {
	const bindings = facts.exports.get(name) ?? [];
	return (
		bindings.some(({ kind }) => kind === "define") &&
		!bindings.some((other) => other.kind === "import" || other.kind === "alias")
	);
}

/** A value that nobody is meant to take: `logger = ...` beside what is handed on. */
const isIncidental = (bindings: readonly Binding[]): boolean =>
	bindings.every(
		(binding) => binding.kind === "define" && binding.what === "value",
	);

const leadsIntoTree = (
	id: ModuleId,
	name: string,
	source: MapSource,
): boolean => leavesFor(id, source.graph.resolve(id, name));

/** Does one of the ways end in another module of the tree? `Y = X` under a `try` that binds X parts twice. */
function leavesFor(id: ModuleId, end: Resolution): boolean {
	switch (end.kind) {
		case "definition":
			return end.module !== id;
		case "module":
			return end.chain.length > 0;
		case "ambiguous":
			return end.ends.some(
				(each) => each.kind !== "module" && leavesFor(id, each),
			);
		default:
			return false;
	}
}

function waysOf(
	facts: ModuleFacts,
	names: readonly string[],
): readonly ShimWay[] {
	const hook = facts.exports.get("__getattr__")?.at(-1)?.offset;
	const ways = new Set<ShimWay>();
	for (const name of names) {
		const bindings = facts.exports.get(name) ?? [];
		if (bindings.length === 0) ways.add("star");
		for (const binding of bindings) {
			// `export { X }` of an imported X hands it on under its name.
			if (binding.kind === "alias" || binding.kind === "member")
				ways.add(
					binding.kind === "alias" && binding.of === name
						? "re-export"
						: "alias",
				);
			if (binding.kind !== "import") continue;
			if (binding.offset === hook) ways.add("lazy");
			else ways.add(binding.name === null ? "module" : "re-export");
		}
	}
	return [...ways].sort();
}
