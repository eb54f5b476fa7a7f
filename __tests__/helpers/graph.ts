/**
 * A graph of made-up modules, each written as lines: `X: define`, `X: from b`, `X: Y from b`, `X: module b`,
 * `X: = Y`, `X: = m.Y`, `X: delete`, `* from b`. ` @1.0/2` at a line's end puts it into arm 0 of split 1, which has
 * 2 arms, and ` typing` makes it one for type checkers. Modules that are not listed are missing, `ext...` external.
 */
import type {
	Binding,
	Load,
	ModuleFacts,
	Star,
} from "../../transforms/core/facts.js";
import { Graph } from "../../transforms/core/proof.js";
import type { Located } from "../../transforms/core/types.js";

export interface Module {
	readonly lines: readonly string[];
	readonly facts?: Partial<ModuleFacts>;
}
export type Modules = Readonly<Record<string, readonly string[] | Module>>;

export interface TestGraph extends Graph {
	/** Modules whose facts were asked for, in order, each as often as it was. */
	readonly asked: string[];
}

export function graphOf(
	modules: Modules,
	starRule: ModuleFacts["starRule"] = "last-wins",
): TestGraph {
	const asked: string[] = [];
	const memo = new Map<string, ModuleFacts | null>();
	const locate = (specifier: string): Located => {
		if (specifier in modules) return { kind: "module", id: specifier };
		const kind = specifier.startsWith("ext") ? "external" : "missing";
		return { kind, name: specifier };
	};
	const graph = new Graph({
		facts(id) {
			asked.push(id);
			const written = modules[id];
			if (written === undefined) return null;
			const known = memo.get(id) ?? read(id, written, starRule);
			memo.set(id, known);
			return known;
		},
		locate,
		submodule: (id, name) =>
			`${id}/${name}` in modules ? `${id}/${name}` : null,
		executes(load) {
			const located = locate(load.specifier);
			return located.kind === "module" ? [located.id] : [];
		},
		display: (id) => id,
	});
	return Object.assign(graph, { asked });
}

function read(
	id: string,
	written: readonly string[] | Module,
	starRule: ModuleFacts["starRule"],
): ModuleFacts {
	const { lines, facts = {} } =
		"lines" in written ? written : { lines: written };
	const exports = new Map<string, Binding[]>();
	const stars: Star[] = [];
	const loads: Load[] = [];
	for (const [i, text] of lines.entries()) {
		const [, rest = "", split, arm, arms, typing] =
			/^(.*?)(?: @(\d+)\.(\d+)\/(\d+))?( typing)?$/.exec(text) ?? [];
		const branches =
			split === undefined
				? []
				: [{ split: Number(split), arm: Number(arm), arms: Number(arms) }];
		const at = { offset: i, line: i + 1, branches, typing: Boolean(typing) };
		const star = /^\* from (.+)$/.exec(rest)?.[1];
		if (star !== undefined) {
			stars.push({ ...at, specifier: star });
			loads.push(load(star, i));
			continue;
		}
		const [name = "", how = ""] = rest.split(": ");
		const binding = bind(name, how);
		if (binding.kind === "import") loads.push(load(binding.specifier, i));
		exports.set(name, [...(exports.get(name) ?? []), { ...at, ...binding }]);
	}
	return {
		id,
		exports,
		locals: exports,
		stars,
		starRule,
		listed: null,
		starHides: (name) =>
			starRule === "last-wins" ? name.startsWith("_") : name === "default",
		loads,
		rebound: new Map(),
		readLate: new Set(),
		effect: null,
		opaque: [],
		problems: [],
		...facts,
	};
}

function load(specifier: string, offset: number): Load {
	return { specifier, names: [], time: "load", offset };
}

type Bare<T> = T extends unknown
	? Omit<T, "offset" | "line" | "branches" | "typing">
	: never;

function bind(own: string, how: string): Bare<Binding> {
	if (how === "define") return { kind: "define", what: "class" };
	if (how === "delete") return { kind: "delete" };
	const whole = /^module (.+)$/.exec(how)?.[1];
	if (whole !== undefined)
		return { kind: "import", specifier: whole, name: null };
	const [, of, member] = /^= (\w+)(?:\.(\w+))?$/.exec(how) ?? [];
	if (of !== undefined)
		return member === undefined
			? { kind: "alias", of }
			: { kind: "member", of, name: member };
	const [, name, specifier] = /^(?:(\w+) )?from (.+)$/.exec(how) ?? [];
	if (specifier === undefined) throw new Error(`what is "${how}"?`);
	return { kind: "import", specifier, name: name ?? own };
}
