/**
 * The verdict on one import path: do the legacy and the canonical path end at the same definition? Language and
 * statement play no part here; what a move would change beside the definition (cycles, effects, patches) is
 * judged in `hazards.ts` and by the languages.
 */
import {
	describeChain,
	describeEnd,
	type Graph,
	type Resolution,
	sameEnd,
} from "./proof.js";
import type { ReasonId } from "./reasons.js";
import type {
	ImportPath,
	Located,
	ModuleId,
	Policy,
	Verdict,
} from "./types.js";

/** An import path together with where its module was found. `display` is the module as a new import writes it. */
export interface End {
	readonly located: Located;
	readonly display: string;
	readonly name: string;
}

export interface Judgement {
	readonly verdict: Verdict;
	/** Apply it? Policy has been asked; hazards have not. */
	readonly apply: boolean;
	/**
	 * Where the reference goes when applied: by the rule, or by the policy to the spelling that keeps the identity
	 * or to the definition. Null when nothing can be suggested. When refused, this is what the rule asked for.
	 */
	readonly target: ImportPath | null;
	/** The module of `target`, where it is one of the tree. */
	readonly targetId: ModuleId | null;
	readonly reason: ReasonId | null;
	/** The facts in one sentence, and after it the spelling that would keep the identity, where there is one. */
	readonly detail: string;
	readonly chain: readonly string[];
}

/**
 * The name under which a module offers what a chain ends at, or null. `first` is preferred, then the name through
 * which the chain itself passes the module: it reads best to its authors. A name that the module rebinds is none.
 */
function offeredAs(
	graph: Graph,
	end: Resolution,
	module: ModuleId,
	first: string | null,
): string | null {
	const exported = graph.facts(module)?.exports ?? new Map<string, unknown>();
	const passed = end.chain.filter((step) => step.module === module);
	const candidates = [
		...(first === null ? [] : [first]),
		...passed.map((step) => step.name).filter((name) => name !== "default"),
	].filter((name) => exported.has(name));
	const others = () => [...graph.offered(module).names, ...exported.keys()];
	const same = (name: string) => {
		const there = graph.resolve(module, name);
		return there.rebound === null && sameEnd(there, end);
	};
	return candidates.find(same) ?? others().find(same) ?? null;
}

export class Judge {
	readonly #graph: Graph;
	readonly #policy: Policy;
	readonly #memo = new Map<string, Judgement>();

	constructor(graph: Graph, policy: Policy) {
		this.#graph = graph;
		this.#policy = policy;
	}

	/** `snapshot`: the reference copies the value when it is bound (a from-import), so a rebound name is not proven. */
	judge(legacy: End, canonical: End, snapshot: boolean): Judgement {
		const key = JSON.stringify([
			legacy.located,
			legacy.name,
			canonical.located,
			canonical.display,
			canonical.name,
			snapshot,
		]);
		const known = this.#memo.get(key);
		if (known) return known;
		const judgement = this.#judge(legacy, canonical, snapshot);
		this.#memo.set(key, judgement);
		return judgement;
	}

	#judge(legacy: End, canonical: End, snapshot: boolean): Judgement {
		const graph = this.#graph;
		const target: ImportPath = {
			module: canonical.display,
			name: canonical.name,
		};
		const targetId =
			canonical.located.kind === "module" ? canonical.located.id : null;
		const old = graph.resolveIn(legacy.located, legacy.name, "");
		const now = graph.resolveIn(canonical.located, canonical.name, "");
		const oldEnd = describeEnd(old, graph.display);
		const nowEnd = describeEnd(now, graph.display);
		const oldPath = `${legacy.display}:${legacy.name}`;
		const newPath = `${canonical.display}:${canonical.name}`;
		const chain = [
			...describeChain(old, graph.display),
			...describeChain(now, graph.display),
		];
		const refuse = (
			verdict: Verdict,
			reason: ReasonId,
			detail: string,
		): Judgement => ({
			verdict,
			apply:
				this.#policy.acceptUnproven &&
				(verdict === "unknown" || verdict === "ambiguous"),
			target,
			targetId,
			reason,
			detail,
			chain,
		});
		const accept = (verdict: Verdict, detail: string): Judgement => ({
			verdict,
			apply: true,
			target,
			targetId,
			reason: null,
			detail,
			chain,
		});

		if (legacy.located.kind === "missing")
			return refuse(
				"broken",
				"broken-module",
				`${legacy.display} does not exist, so this import fails today`,
			);
		if (now.kind === "no-module" && canonical.located.kind === "missing")
			return refuse(
				"missing",
				"missing-module",
				`the canonical module ${canonical.display} does not exist`,
			);
		if (legacy.located.kind === "external") {
			if (now.kind === "absent" || now.kind === "no-module")
				return refuse(
					"missing",
					"missing-name",
					`${newPath} can't be imported: ${nowEnd}`,
				);
			return accept(
				"assumed",
				`${legacy.display} is not part of this tree; the rule vouches that ${newPath} is the same`,
			);
		}
		if (old.kind === "absent" || old.kind === "no-module") {
			const offered =
				now.kind === "absent" || now.kind === "no-module"
					? ""
					: `; ${newPath} exists, so moving would switch on code that fails today`;
			return refuse(
				"broken",
				"broken-name",
				`${oldPath} works for nobody: ${oldEnd}${offered}`,
			);
		}
		if (now.kind === "absent" || now.kind === "no-module") {
			return this.#missing(old, legacy, snapshot, refuse, accept, nowEnd);
		}
		const rebound = old.rebound ?? now.rebound;
		if (snapshot && rebound)
			return refuse(
				"unknown",
				"rebound",
				`${graph.display(rebound.module)}:${rebound.line} rebinds ${rebound.name}, so an importer holds whichever value was there first`,
			);
		if (sameEnd(old, now)) return accept("proven", `both are ${oldEnd}`);
		for (const end of [old, now])
			if (end.kind === "ambiguous")
				return refuse(
					"ambiguous",
					"ambiguous",
					`${end === old ? oldPath : newPath} is ${describeEnd(end, graph.display)}`,
				);
		for (const end of [old, now])
			if (end.kind === "unknown")
				return refuse(
					"unknown",
					"unreadable",
					`${end === old ? oldPath : newPath}: ${end.why}`,
				);
		// What a published package hands on is not known: it may be what the tree or another package defines.
		if (old.kind === "external" || now.kind === "external")
			return refuse(
				"unknown",
				"outside",
				`${oldPath} is ${oldEnd}, ${newPath} is ${nowEnd}`,
			);
		return this.#different(
			old,
			targetId,
			accept,
			refuse,
			`${oldPath} is ${oldEnd}, but ${newPath} is ${nowEnd}`,
			canonical,
		);
	}

	/** The canonical module lacks the name: go to where it is really defined, if asked to and if that is elsewhere. */
	#missing(
		old: Resolution,
		legacy: End,
		snapshot: boolean,
		refuse: (verdict: Verdict, reason: ReasonId, detail: string) => Judgement,
		accept: (verdict: Verdict, detail: string) => Judgement,
		nowEnd: string,
	): Judgement {
		const { display } = this.#graph;
		const oldEnd = describeEnd(old, display);
		if (old.kind !== "definition")
			return refuse(
				"missing",
				"missing-name",
				`${nowEnd}; ${legacy.display}:${legacy.name} is ${oldEnd}`,
			);
		const home = legacy.located.kind === "module" ? legacy.located.id : null;
		if (old.module === home)
			return refuse(
				"missing",
				"missing-name",
				`${nowEnd}; it is defined in the legacy module itself`,
			);
		const name = offeredAs(this.#graph, old, old.module, old.name);
		const asked = this.#policy.onMissing === "definition";
		if (!asked || name === null || (snapshot && old.rebound))
			return refuse(
				"missing",
				"missing-name",
				`${nowEnd}; it is defined in ${oldEnd}`,
			);
		return {
			...accept("missing", `${nowEnd}; goes to where it is defined, ${oldEnd}`),
			target: { module: display(old.module), name },
			targetId: old.module,
		};
	}

	#different(
		old: Resolution,
		targetId: ModuleId | null,
		accept: (verdict: Verdict, detail: string) => Judgement,
		refuse: (verdict: Verdict, reason: ReasonId, detail: string) => Judgement,
		facts: string,
		canonical: End,
	): Judgement {
		if (this.#policy.onDifferent === "accept")
			return accept("different", `${facts}; moved by name as asked`);
		const same =
			targetId === null ? null : offeredAs(this.#graph, old, targetId, null);
		if (same === null) return refuse("different", "different", facts);
		if (this.#policy.onDifferent === "keep-identity")
			return {
				...accept("different", `${facts}; ${same} is the same object`),
				target: { module: canonical.display, name: same },
			};
		return refuse(
			"different",
			"different",
			`${facts}; ${canonical.display}:${same} would keep the identity`,
		);
	}
}
