/**
 * What a proven move of an import would change all the same, seen from the statement: a circle of imports, a
 * lost effect, a fallback that becomes its own copy, a comparison that compares a thing with itself.
 */
import { lostEffect, newCycle, takesNames } from "../../../core/hazards.js";
import type { PlanContext } from "../../../core/language.js";
import { nodeKey } from "../../../core/proof.js";
import type { ImportPath, ModuleId } from "../../../core/types.js";
import type { Occurrence } from "../scope.js";
import type { ImportStatement } from "../source/syntax.js";
import { refusal, type Stop } from "./decision.js";
import {
	bindingOf,
	isDeferred,
	isTyping,
	type PythonFile,
	scopeStart,
} from "./file.js";
import type { HeldImports } from "./held.js";
import type { Legacy, LegacyModules } from "./legacy.js";
import { usedTogether, usesOf } from "./side-by-side.js";

export class Hazards {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #held: HeldImports;

	constructor(context: PlanContext, legacy: LegacyModules, held: HeldImports) {
		this.#context = context;
		this.#legacy = legacy;
		this.#held = held;
	}

	/**
	 * Loading: an import of itself, a new circle, an effect that would no longer happen. `names`: what is taken at
	 * once, by its legacy name; none where the module itself is imported.
	 */
	loading(
		file: PythonFile,
		statement: ImportStatement,
		legacy: Legacy,
		targetId: ModuleId | null,
		names: readonly string[],
	): Stop | null {
		const { graph, policy } = this.#context;
		if (targetId === file.id)
			return refusal(
				"self-import",
				`${file.path} is the module that the name would be imported from`,
			);
		if (isTyping(statement.blocks)) return null;
		const held = this.#held.stop(file, statement, legacy, targetId);
		if (held) return held;
		if (targetId !== null && !isDeferred(statement.blocks)) {
			const cycle = names.every((name) => this.#takes(legacy, name, targetId))
				? newCycle(graph, file.id, legacy.id, targetId)
				: graph.loadPath(targetId, file.id);
			if (cycle)
				return refusal(
					"cycle",
					`loading ${[...cycle, targetId].map(graph.display).join(" -> ")}`,
				);
		}
		const effect = lostEffect(graph, file.id, legacy.id, targetId);
		return effect === null || policy.acceptUnproven
			? null
			: refusal(
					"effect",
					`${effect}; a moved import would not do that any more`,
				);
	}

	/**
	 * Does the legacy module have the name from the target itself? Then the name is there whenever the legacy module
	 * is, and a circle is none that did not exist. A module that only stands in the target package loads it, too, and
	 * needs none of its names.
	 */
	#takes({ id }: Legacy, name: string, targetId: ModuleId): boolean {
		if (id === null) return false;
		const prefix = nodeKey(targetId, "");
		const { nodes } = this.#context.graph.resolve(id, name);
		return [...nodes].some((node) => node.startsWith(prefix));
	}

	/** Another import of the file that this one would repeat in another arm, or is compared with. */
	beside(
		file: PythonFile,
		statement: ImportStatement,
		index: number,
		name: string,
		target: ImportPath,
		targetId: ModuleId | null,
	): Stop | null {
		const local = bindingOf(statement, index);
		const uses = memo(() => usesOf(file, local.name, local.start));
		for (const other of file.scan.imports) {
			if (other === statement || other.kind !== "from") continue;
			const module = file.absolute(other.level, other.module);
			if (
				module === null ||
				!this.#leadsTo(module, file, target.module, targetId)
			)
				continue;
			for (const [i, imported] of other.names.entries()) {
				if (imported.name !== name && imported.name !== target.name) continue;
				const line = file.position(other.start).line;
				if (otherArm(statement, other))
					return refusal(
						"fallback",
						`line ${line} imports ${imported.name} from ${target.module} in another branch of the same statement`,
					);
				const theirs = bindingOf(other, i).name;
				if (
					theirs !== local.name &&
					encloses(other, statement) &&
					together(file, uses(), [theirs])
				)
					return refusal(
						"compared",
						`line ${line} imports ${imported.name} from ${target.module} as ${theirs}`,
					);
			}
		}
		return this.throughModule(file, statement, uses, name, target, targetId);
	}

	/** How the file spells the name by the canonical path: `X`, `websocket_manager.X`. */
	canonicalSpellings(
		file: PythonFile,
		name: string,
		target: ImportPath,
		targetId: ModuleId | null,
	): ReadonlySet<string> {
		const spellings = new Set<string>();
		for (const { local } of this.#modules(file, target.module, targetId))
			for (const one of [name, target.name]) spellings.add(`${local}.${one}`);
		for (const statement of file.scan.imports) {
			if (statement.kind !== "from") continue;
			const module = file.absolute(statement.level, statement.module);
			if (
				module === null ||
				!this.#leadsTo(module, file, target.module, targetId)
			)
				continue;
			for (const [i, imported] of statement.names.entries())
				if (imported.name === name || imported.name === target.name)
					spellings.add(bindingOf(statement, i).name);
		}
		return spellings;
	}

	/** `from p import websocket_manager`, and `websocket_manager.X` in a block that uses the legacy X. */
	throughModule(
		file: PythonFile,
		statement: ImportStatement,
		uses: () => readonly Occurrence[] | null,
		name: string,
		target: ImportPath,
		targetId: ModuleId | null,
	): Stop | null {
		for (const { other, local } of this.#modules(
			file,
			target.module,
			targetId,
		)) {
			if (!encloses(other, statement)) continue;
			const spellings = [`${local}.${name}`, `${local}.${target.name}`];
			if (together(file, uses(), spellings))
				return refusal(
					"compared",
					`line ${file.position(other.start).line} imports the canonical module, and ${local}.${name} is used, too`,
				);
		}
		return null;
	}

	/** How the canonical module is imported as a module beside an import of the legacy one. */
	besideModule(
		file: PythonFile,
		statement: ImportStatement,
		name: string,
		legacy: Legacy,
		values: readonly Occurrence[],
	): "fallback" | "compared" | null {
		if (legacy.to === null) return null;
		const targetId = this.#legacy.locate(legacy.to, file.id);
		for (const { other, local } of this.#modules(file, legacy.to, targetId)) {
			if (otherArm(statement, other) && local.split(".")[0] === name)
				return "fallback";
			if (encloses(other, statement) && together(file, values, [local]))
				return "compared";
		}
		return null;
	}

	/** Imports that bind the module of a target, with the expression by which it is reached. */
	*#modules(
		file: PythonFile,
		target: string,
		targetId: ModuleId | null,
	): Generator<{ other: ImportStatement; local: string }> {
		for (const other of file.scan.imports) {
			const base =
				other.kind === "from" ? file.absolute(other.level, other.module) : "";
			if (base === null) continue;
			for (const [i, imported] of other.names.entries()) {
				const module = base === "" ? imported.name : `${base}.${imported.name}`;
				if (!this.#leadsTo(module, file, target, targetId)) continue;
				const dotted = other.kind === "import" && !imported.alias;
				yield {
					other,
					local: dotted ? imported.name : bindingOf(other, i).name,
				};
			}
		}
	}

	/** Does a circle through the canonical module only touch this file as a module, not its names? */
	toleratesCycle(file: PythonFile, targetId: ModuleId): boolean {
		return !takesNames(this.#context.graph, targetId, file.id);
	}

	#leadsTo(
		module: string,
		file: PythonFile,
		target: string,
		targetId: ModuleId | null,
	): boolean {
		if (module === target) return true;
		const tail = module.slice(module.lastIndexOf(".") + 1);
		// Only a name that ends alike, or a package, can be the same module; that saves most look-ups.
		if (targetId === null || !target.endsWith(tail)) return false;
		return this.#legacy.locate(module, file.id) === targetId;
	}
}

/** A file that can't be read may compare anything. */
const together = (
	file: PythonFile,
	uses: readonly Occurrence[] | null,
	spellings: readonly string[],
): boolean =>
	uses === null || usedTogether(file, uses, new Set(spellings)) !== null;

function memo<T>(make: () => T): () => T {
	let made: { value: T } | null = null;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

/** Do two statements stand in different arms of one `try` or `if`? */
function otherArm(a: ImportStatement, b: ImportStatement): boolean {
	return a.blocks.some((x) =>
		b.blocks.some((y) => x.split === y.split && x.arm !== y.arm),
	);
}

/** Is the binding of `outer` seen where `inner` stands? */
function encloses(outer: ImportStatement, inner: ImportStatement): boolean {
	const scope = scopeStart(outer.blocks);
	return scope === -1 || inner.blocks.some((b) => b.start === scope);
}
