/**
 * Where an import path ends, with the chain that leads there: the result of a walk through the export graph
 * (`proof.ts`), how two of them compare, and how one reads.
 */
import type { ModuleId } from "./types.js";

/** One step of a chain. */
export interface Step {
	readonly module: ModuleId;
	readonly name: string;
	readonly line: number;
	/** `= Other`, `from specifier`, `= Other from specifier`, `is a class`, ... */
	readonly how: string;
}

/** A name that a module on the chain rebinds: whoever imported it holds a snapshot. */
export interface Rebinding {
	readonly module: ModuleId;
	readonly name: string;
	readonly line: number;
}

/**
 * Keys of (module, name) nodes, nearest first. A list that shares its tail, since a chain has some few of them and each
 * walk adds one; a set of its own for each walk is made to be thrown away.
 */
export class Nodes implements Iterable<string> {
	readonly #key: string | null;
	readonly #rest: Nodes | null;

	constructor(key: string | null = null, rest: Nodes | null = null) {
		this.#key = key;
		this.#rest = rest;
	}

	has(key: string): boolean {
		for (let at: Nodes | null = this; at; at = at.#rest)
			if (at.#key === key) return true;
		return false;
	}

	*[Symbol.iterator](): Iterator<string> {
		for (let at: Nodes | null = this; at; at = at.#rest)
			if (at.#key !== null) yield at.#key;
	}
}

const NO_NODES = new Nodes();

interface Walked {
	readonly chain: readonly Step[];
	/** Keys of the (module, name) nodes that the chain went through, before any parting of ways. */
	readonly nodes: Nodes;
	readonly rebound: Rebinding | null;
	/** Where the chain copies a name that is rebound later: what it hands on stays what it was at that moment. */
	readonly stale: Rebinding | null;
	/** Where the chain binds a name for type checkers alone: what it is when code runs, if anything, is not known. */
	readonly declared: Rebinding | null;
	/** The first place where the chain copies a value: from there on it is a binding of its own. */
	readonly copy: Rebinding | null;
}

export type Resolution = Walked &
	(
		| {
				readonly kind: "definition";
				readonly module: ModuleId;
				readonly name: string;
				readonly what: string;
		  }
		| { readonly kind: "module"; readonly module: ModuleId }
		/** `byStar`: a star would bring it, and whether the package has such a name is not known. */
		| {
				readonly kind: "external";
				readonly specifier: string;
				readonly name: string | null;
				readonly byStar?: boolean;
		  }
		/** `module` does not offer `name`. */
		| {
				readonly kind: "absent";
				readonly module: ModuleId;
				readonly name: string;
		  }
		/** A module on the chain imports from a module that does not exist. */
		| {
				readonly kind: "no-module";
				readonly specifier: string;
				readonly from: ModuleId;
		  }
		| { readonly kind: "ambiguous"; readonly ends: readonly Resolution[] }
		| { readonly kind: "unknown"; readonly why: string }
	);

export const nodeKey = (module: ModuleId, name: string): string =>
	`${module}\0${name}`;

/** Do both chains end at one thing? True only when it is known; `unknown` ends agree where the chains met before. */
export function sameEnd(a: Resolution, b: Resolution): boolean {
	for (const node of a.nodes) if (b.nodes.has(node)) return true;
	if (a.kind === "definition" && b.kind === "definition")
		return a.module === b.module && a.name === b.name;
	if (a.kind === "module" && b.kind === "module") return a.module === b.module;
	if (a.kind === "external" && b.kind === "external")
		return a.specifier === b.specifier && a.name === b.name;
	return false;
}

/** Where a resolution ends, in one phrase for a reader. */
export function describeEnd(
	end: Resolution,
	display: (id: ModuleId) => string,
): string {
	switch (end.kind) {
		case "definition":
			return `${display(end.module)}:${end.name}`;
		case "module":
			return `module ${display(end.module)}`;
		case "external":
			return end.name === null
				? `package ${end.specifier}`
				: `${end.specifier}:${end.name} (outside the tree)`;
		case "absent":
			return `${display(end.module)} does not offer ${end.name}`;
		case "no-module":
			return `${display(end.from)} imports ${end.specifier}, which does not exist`;
		case "ambiguous":
			return end.ends.map((e) => describeEnd(e, display)).join(" or ");
		case "unknown":
			return end.why;
	}
}

/** The chain as lines, `manager:40 WebSocketManager = UnifiedWebSocketManager`. */
export function describeChain(
	end: Resolution,
	display: (id: ModuleId) => string,
): string[] {
	const lines = end.chain.map(
		(s) => `${display(s.module)}:${s.line} ${s.name} ${s.how}`,
	);
	if (end.kind === "ambiguous")
		for (const alternative of end.ends)
			lines.push(`  or ${describeEnd(alternative, display)}`);
	return lines;
}

/** A resolution that went nowhere yet. */
export const NOTHING: Walked = {
	chain: [],
	nodes: NO_NODES,
	rebound: null,
	stale: null,
	declared: null,
	copy: null,
};
