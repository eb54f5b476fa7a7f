/**
 * Names that an importer may hold an old value of: functions of the module rebind them (`global X`), or the module
 * gives them two different values, whichever way the run takes.
 */
import type { OpenBlock } from "../source/blocks.js";
import type { LineCounter } from "../source/chars.js";
import type { Piece } from "../source/pieces.js";
import {
	type Statement,
	type Target,
	walrusNames,
} from "../source/statements.js";

interface Bound {
	readonly name: string;
	readonly at: number;
}

export class Rebound {
	readonly lines = new Map<string, number>();
	/** Bindings that functions make, in source order. */
	readonly fromFunctions: Bound[] = [];
	readonly #text: string;
	readonly #counter: LineCounter;
	/** Names that functions declare global, by function. */
	readonly #globals = new Map<OpenBlock, Set<string>>();
	/** The first unconditional value of each name: its code, and whether it is a list, dict or set written out. */
	readonly #values = new Map<string, { code: string; display: boolean }>();

	constructor(text: string, counter: LineCounter) {
		this.#text = text;
		this.#counter = counter;
	}

	/** `global a, b` in a function. */
	declare(scope: OpenBlock, names: readonly string[]): void {
		const known = this.#globals.get(scope) ?? new Set();
		for (const name of names) known.add(name);
		this.#globals.set(scope, known);
	}

	hasGlobals(scope: OpenBlock): boolean {
		return this.#globals.has(scope);
	}

	/** Names that are bound in a function: those that it declared global are the module's. */
	boundIn(scope: OpenBlock, names: readonly Bound[]): void {
		const globals = this.#globals.get(scope);
		for (const { name, at } of names)
			if (globals?.has(name)) this.note(name, at);
	}

	statementIn(
		scope: OpenBlock,
		statement: Statement,
		start: number,
		end: number,
	): void {
		this.boundIn(scope, [
			...boundBy(statement),
			...walrusNames(this.#text, start, end),
		]);
	}

	/** A function binds the module's name. */
	note(name: string, at: number): void {
		this.#add(name, at);
		this.fromFunctions.push({ name, at });
	}

	/** An assignment at module scope outside of all branches. `part` tells an element of an unpacked value. */
	value(
		target: Target & { kind: "name" },
		operator: string,
		value: readonly Piece[],
		part: boolean,
	): void {
		const code = `${part ? "of " : ""}${this.#text.slice(value[0]?.start ?? 0, value.at(-1)?.end ?? 0)}`;
		const display =
			value.length === 1 && value[0]?.kind === "group" && value[0].text !== "(";
		const known = this.#values.get(target.name);
		if (!known) this.#values.set(target.name, { code, display });
		// `X += [...]` on a list changes it in place.
		else if (operator === "=" ? known.code !== code : !known.display)
			this.#add(target.name, target.at);
	}

	/** Was the name given a list, dict or set that is written out? */
	isDisplay(name: string): boolean {
		return this.#values.get(name)?.display === true;
	}

	#add(name: string, at: number): void {
		if (!this.lines.has(name)) this.lines.set(name, this.#counter.at(at));
	}
}

function boundBy(statement: Statement): Bound[] {
	const targets =
		statement.kind === "assign" && statement.operator !== ":"
			? statement.targets.flatMap((entry) => entry.targets)
			: statement.kind === "delete"
				? statement.targets
				: [];
	return targets.filter((target) => target.kind === "name");
}
