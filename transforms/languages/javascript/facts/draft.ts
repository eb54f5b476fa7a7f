/** The facts of a module while they are gathered: bindings by name, in source order. */
import {
	ALWAYS,
	type Binding,
	type Branch,
	type Load,
	type Star,
} from "../../../core/facts.js";
import { lineCounter } from "../source/lines.js";

/** A binding without its place. `copies`: the value is taken as the statement runs, as a live binding is not. */
export type Bound = { readonly copies?: true } & (
	| {
			readonly kind: "define";
			readonly what: "class" | "function" | "value" | "type";
	  }
	| {
			readonly kind: "import";
			readonly specifier: string;
			readonly name: string | null;
	  }
	| { readonly kind: "alias"; readonly of: string }
	| { readonly kind: "member"; readonly of: string; readonly name: string }
);

export const copyOf = (bound: Bound): Bound => ({ ...bound, copies: true });

export const DEFINED: Bound = { kind: "define", what: "value" };

interface Note {
	readonly line: number;
	readonly what: string;
}

export class Draft {
	readonly exports = new Map<string, Binding[]>();
	readonly locals = new Map<string, Binding[]>();
	readonly stars: Star[] = [];
	readonly loads: Load[] = [];
	readonly opaque: Note[] = [];
	/** Exported names that are set again, with the offset. */
	readonly rebinds = new Map<string, number>();
	readonly line: (offset: number) => number;

	constructor(text: string) {
		this.line = lineCounter(text);
	}

	export(name: string, bound: Bound, offset: number, typing = false): void {
		this.#add(this.exports, name, bound, offset, typing);
	}

	local(name: string, bound: Bound, offset: number, typing = false): void {
		this.#add(this.locals, name, bound, offset, typing);
	}

	star(
		specifier: string,
		offset: number,
		typing = false,
		copies = false,
	): void {
		this.stars.push({
			specifier,
			...this.#at(offset, typing),
			...(copies ? { copies } : {}),
		});
	}

	load(
		specifier: string,
		names: readonly string[],
		time: Load["time"],
		offset: number,
	): void {
		this.loads.push({ specifier, names, time, offset });
	}

	unreadable(what: string, offset: number): void {
		this.opaque.push({ line: this.line(offset), what });
	}

	/** `import { X }` beside `const X`: only the type was imported, for the value is declared here. */
	preferOwn(): void {
		for (const [name, bindings] of this.locals) {
			if (!bindings.some((each) => each.kind === "define" && !each.typing))
				continue;
			this.locals.set(
				name,
				bindings.filter((each) => each.kind !== "import"),
			);
		}
	}

	#add(
		map: Map<string, Binding[]>,
		name: string,
		bound: Bound,
		offset: number,
		typing: boolean,
	): void {
		const binding = bindingOf(bound, offset, this.line(offset), typing);
		const known = map.get(name);
		if (known) known.push(binding);
		else map.set(name, [binding]);
	}

	#at(
		offset: number,
		typing: boolean,
	): {
		offset: number;
		line: number;
		branches: readonly Branch[];
		typing: boolean;
	} {
		return { offset, line: this.line(offset), branches: ALWAYS, typing };
	}
}

/** Written out by kind: to spread a value of several shapes and add to it costs more than all else about it. */
function bindingOf(
	bound: Bound,
	offset: number,
	line: number,
	typing: boolean,
): Binding {
	const branches = ALWAYS;
	if (bound.copies) return { ...bound, offset, line, branches, typing };
	switch (bound.kind) {
		case "define":
			return {
				kind: "define",
				what: bound.what,
				offset,
				line,
				branches,
				typing,
			};
		case "import":
			return {
				kind: "import",
				specifier: bound.specifier,
				name: bound.name,
				offset,
				line,
				branches,
				typing,
			};
		case "alias":
			return { kind: "alias", of: bound.of, offset, line, branches, typing };
		case "member":
			return {
				kind: "member",
				of: bound.of,
				name: bound.name,
				offset,
				line,
				branches,
				typing,
			};
	}
}
