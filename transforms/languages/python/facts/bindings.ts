/**
 * The bindings of a module's names, gathered while its lines go by and settled when all have been read: only then
 * the branches of each are known, and whether an alias still means what it meant.
 */
import type { Binding } from "../../../core/facts.js";
import type { OpenBlock } from "../source/blocks.js";
import type { Branches } from "../source/branches.js";
import type { LineCounter } from "../source/chars.js";

/** What a binding is, before its branches are known. */
export type Made =
	| { readonly kind: "define"; readonly what: "class" | "function" | "value" }
	| {
			readonly kind: "import";
			readonly specifier: string;
			readonly name: string | null;
			readonly explicit?: true;
	  }
	| { readonly kind: "alias"; readonly of: string }
	| { readonly kind: "member"; readonly of: string; readonly name: string }
	| { readonly kind: "delete" };

export interface Pending {
	made: Made;
	readonly offset: number;
	readonly block: OpenBlock | null;
}

export const VALUE: Made = { kind: "define", what: "value" };

export class Bindings {
	readonly #all = new Map<string, Pending[]>();

	add(name: string, made: Made, offset: number, block: OpenBlock | null): void {
		const known = this.#all.get(name);
		if (known) known.push({ made, offset, block });
		else this.#all.set(name, [{ made, offset, block }]);
	}

	of(name: string): readonly Pending[] {
		return this.#all.get(name) ?? [];
	}

	settle(
		branches: Branches,
		lines: LineCounter,
	): Map<string, readonly Binding[]> {
		this.#settleAliases();
		const settled = new Map<string, readonly Binding[]>();
		for (const [name, pendings] of this.#all) {
			const bindings: Binding[] = [];
			for (const pending of pendings) {
				const binding = finish(pending, branches, lines);
				if (binding) bindings.push(binding);
			}
			if (bindings.length > 0) settled.set(name, bindings);
		}
		return settled;
	}

	/**
	 * An alias means what its name meant then. Where the name is bound again afterwards, on a way that the run can
	 * take as well, the alias is no more than a value.
	 */
	#settleAliases(): void {
		for (const [name, pendings] of this.#all)
			for (const pending of pendings) {
				const { made } = pending;
				if (made.kind !== "alias" && made.kind !== "member") continue;
				const later = this.of(made.of).some(
					(other) =>
						other.offset > pending.offset &&
						!exclude(other.block, pending.block),
				);
				if (later || (made.kind === "alias" && made.of === name))
					pending.made = VALUE;
			}
	}
}

/** Does the block exist for type checkers only? */
export const isTyping = (block: OpenBlock | null): boolean =>
	block?.path.some((b) => b.typeChecking) ?? false;

/** Null where nobody can see the binding. Written out by kind: spreading objects costs as much as reading them. */
function finish(
	{ made, offset, block }: Pending,
	branches: Branches,
	lines: LineCounter,
): Binding | null {
	const ways = branches.of(block);
	if (!ways || branches.isMain(block)) return null;
	const line = lines.at(offset);
	const typing = isTyping(block);
	switch (made.kind) {
		case "define":
			return {
				kind: "define",
				what: made.what,
				offset,
				line,
				branches: ways,
				typing,
			};
		case "import":
			if (made.explicit)
				return { ...made, offset, line, branches: ways, typing };
			return {
				kind: "import",
				specifier: made.specifier,
				name: made.name,
				offset,
				line,
				branches: ways,
				typing,
			};
		case "alias":
			return {
				kind: "alias",
				of: made.of,
				offset,
				line,
				branches: ways,
				typing,
			};
		case "member":
			return {
				kind: "member",
				of: made.of,
				name: made.name,
				offset,
				line,
				branches: ways,
				typing,
			};
		case "delete":
			return { kind: "delete", offset, line, branches: ways, typing };
	}
}

/** Do two bindings stand in arms that exclude each other? */
function exclude(a: OpenBlock | null, b: OpenBlock | null): boolean {
	if (!a || !b) return false;
	return a.path.some((x) =>
		b.path.some((y) => x.split === y.split && x.arm !== y.arm && !goOn(x, y)),
	);
}

/** `else` and `finally` of a `try` run after its body. */
const goOn = (x: OpenBlock, y: OpenBlock): boolean =>
	[x, y].some((b) => b.keyword === "finally") ||
	[x, y].every((b) => b.keyword === "try" || b.keyword === "else");
