/**
 * The verdict on one import path: do the legacy and the canonical path end at the same definition? Language and
 * statement play no part here; what a move would change beside the definition (cycles, effects, patches) is
 * judged in `hazards.ts` and by the languages.
 */
import {
	describeChain,
	describeEnd,
	type Graph,
	nodeKey,
	type Rebinding,
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

/** What is known of the two paths when the verdict is sought. */
interface Case {
	readonly legacy: End;
	readonly canonical: End;
	readonly snapshot: boolean;
	readonly old: Resolution;
	readonly now: Resolution;
	/** The two paths and the two ends as a reader sees them. */
	readonly oldPath: string;
	readonly newPath: string;
	readonly oldEnd: string;
	readonly nowEnd: string;
}

const goesThrough = (
	{ nodes }: Resolution,
	{ module, name }: Rebinding,
): boolean =>
	nodes.has(nodeKey(module, name)) ||
	nodes.has(nodeKey(module, `local ${name}`));

const isGone = (end: Resolution): boolean =>
	end.kind === "absent" || end.kind === "no-module";

export class Judge {
	readonly #graph: Graph;
	readonly #policy: Policy;
	readonly #memo = new Map<string, Judgement>();

	constructor(graph: Graph, policy: Policy) {
		this.#graph = graph;
		this.#policy = policy;
	}

	/**
	 * `snapshot`: the reference copies the value when it is bound (a from-import), so a rebound name is not proven.
	 * `typesOnly`: nobody but type checkers reads it, so what they alone are told is enough.
	 */
	judge(
		legacy: End,
		canonical: End,
		snapshot: boolean,
		typesOnly = false,
	): Judgement {
		const key = JSON.stringify([
			legacy.located,
			legacy.name,
			canonical.located,
			canonical.display,
			canonical.name,
			snapshot,
			typesOnly,
		]);
		const known = this.#memo.get(key);
		if (known) return known;
		const judgement = this.#judge(legacy, canonical, snapshot, typesOnly);
		this.#memo.set(key, judgement);
		return judgement;
	}

	#judge(
		legacy: End,
		canonical: End,
		snapshot: boolean,
		typesOnly: boolean,
	): Judgement {
		const graph = this.#graph;
		const old = graph.resolveIn(legacy.located, legacy.name, "");
		const now = graph.resolveIn(canonical.located, canonical.name, "");
		const both: Case = {
			legacy,
			canonical,
			snapshot,
			old,
			now,
			oldPath: `${legacy.display}:${legacy.name}`,
			newPath: `${canonical.display}:${canonical.name}`,
			oldEnd: describeEnd(old, graph.display),
			nowEnd: describeEnd(now, graph.display),
		};
		return (
			this.#unreachable(both) ??
			this.#rebound(both) ??
			(sameEnd(old, now)
				? (this.#parted(both) ??
					(typesOnly ? null : this.#declared(both)) ??
					this.#accept(both, "proven", `both are ${both.oldEnd}`))
				: (this.#undecided(both) ?? this.#different(both)))
		);
	}

	/** One of the paths, or a part of one, leads nowhere. */
	#unreachable(both: Case): Judgement | null {
		const { legacy, canonical, old, now, oldPath, newPath } = both;
		if (legacy.located.kind === "missing")
			return this.#refuse(
				both,
				"broken",
				"broken-module",
				`${legacy.display} does not exist, so this import fails today`,
			);
		if (canonical.located.kind === "missing")
			return this.#refuse(
				both,
				"missing",
				"missing-module",
				`the canonical module ${canonical.display} does not exist`,
			);
		if (legacy.located.kind === "external")
			return isGone(now)
				? this.#refuse(
						both,
						"missing",
						"missing-name",
						`${newPath} can't be imported: ${both.nowEnd}`,
					)
				: this.#accept(
						both,
						"assumed",
						`${legacy.display} is not part of this tree; the rule vouches that ${newPath} is the same`,
					);
		if (isGone(old)) {
			const healed = isGone(now)
				? ""
				: `; ${newPath} exists, so moving would switch on code that fails today`;
			return this.#refuse(
				both,
				"broken",
				"broken-name",
				`${oldPath} works for nobody: ${both.oldEnd}${healed}`,
			);
		}
		return isGone(now) ? this.#missing(both) : null;
	}

	/** The canonical module lacks the name: go to where it is really defined, if asked to and if that is elsewhere. */
	#missing(both: Case): Judgement {
		const { legacy, old, snapshot, oldPath, oldEnd, nowEnd } = both;
		const refuse = (detail: string) =>
			this.#refuse(both, "missing", "missing-name", `${nowEnd}; ${detail}`);
		if (old.kind !== "definition") return refuse(`${oldPath} is ${oldEnd}`);
		const home = legacy.located.kind === "module" ? legacy.located.id : null;
		if (old.module === home)
			return refuse("it is defined in the legacy module itself");
		const name = offeredAs(this.#graph, old, old.module, old.name);
		const asked = this.#policy.onMissing === "definition";
		if (!asked || name === null || (snapshot && old.rebound))
			return refuse(
				name === null || name === old.name
					? `it is defined in ${oldEnd}`
					: `it is ${this.#graph.display(old.module)}:${name}`,
			);
		return {
			...this.#accept(
				both,
				"missing",
				`${nowEnd}; goes to where it is defined, ${oldEnd}`,
			),
			target: { module: this.#graph.display(old.module), name },
			targetId: old.module,
		};
	}

	#rebound(both: Case): Judgement | null {
		const rebound = both.old.rebound ?? both.now.rebound;
		if (!both.snapshot || !rebound) return null;
		const { module, name, line } = rebound;
		return this.#refuse(
			both,
			"unknown",
			"rebound",
			`${this.#graph.display(module)}:${line} rebinds ${name}, so an importer holds whichever value was there first`,
		);
	}

	/**
	 * The paths begin as one thing and come to be two: a module on one of them rebinds what it hands on, or hands on a
	 * copy of what is rebound later, and the other path does not lead through it.
	 */
	#parted(both: Case): Judgement | null {
		const { old, now } = both;
		const { display } = this.#graph;
		for (const [one, other] of [
			[old, now],
			[now, old],
		] as const) {
			const { rebound } = one;
			if (!rebound || goesThrough(other, rebound)) continue;
			return this.#refuse(
				both,
				"unknown",
				"rebound",
				`${display(rebound.module)}:${rebound.line} rebinds ${rebound.name}, and the other path does not lead through it`,
			);
		}
		const at = old.stale ?? now.stale;
		if (!at || (goesThrough(old, at) && goesThrough(now, at))) return null;
		const source = old.rebound ?? now.rebound;
		return this.#refuse(
			both,
			"unknown",
			"rebound",
			`${display(at.module)}:${at.line} copies what ${source ? `${display(source.module)}:${source.line} rebinds` : "is rebound"} later`,
		);
	}

	/** Type checkers are told what one of the paths is; code that runs is not. */
	#declared(both: Case): Judgement | null {
		const at = both.old.declared ?? both.now.declared;
		return (
			at &&
			this.#refuse(
				both,
				"unknown",
				"types-only",
				`${this.#graph.display(at.module)}:${at.line} binds ${at.name} for type checkers only; to them both are ${both.oldEnd}`,
			)
		);
	}

	/** The source does not say where one of the paths ends. */
	#undecided(both: Case): Judgement | null {
		const { old, now, oldPath, newPath, oldEnd, nowEnd } = both;
		const ends = [
			[oldPath, old, oldEnd],
			[newPath, now, nowEnd],
		] as const;
		for (const [path, { kind }, end] of ends)
			if (kind === "ambiguous")
				return this.#refuse(
					both,
					"ambiguous",
					"ambiguous",
					`${path} is ${end}`,
				);
		for (const [path, { kind }, end] of ends)
			if (kind === "unknown")
				return this.#refuse(both, "unknown", "unreadable", `${path}: ${end}`);
		// What a published package hands on is not known: it may be what the tree or another package defines.
		return old.kind === "external" || now.kind === "external"
			? this.#refuse(
					both,
					"unknown",
					"outside",
					`${oldPath} is ${oldEnd}, ${newPath} is ${nowEnd}`,
				)
			: null;
	}

	#different(both: Case): Judgement {
		const { canonical, old, oldPath, newPath, oldEnd, nowEnd } = both;
		const facts = `${oldPath} is ${oldEnd}, but ${newPath} is ${nowEnd}`;
		if (this.#policy.onDifferent === "accept")
			return this.#accept(
				both,
				"different",
				`${facts}; moved by name as asked`,
			);
		const same =
			canonical.located.kind === "module"
				? offeredAs(this.#graph, old, canonical.located.id, null)
				: null;
		if (same === null)
			return this.#refuse(both, "different", "different", facts);
		if (this.#policy.onDifferent === "keep-identity")
			return {
				...this.#accept(
					both,
					"different",
					`${facts}; ${same} is the same object`,
				),
				target: { module: canonical.display, name: same },
			};
		return this.#refuse(
			both,
			"different",
			"different",
			`${facts}; ${canonical.display}:${same} would keep the identity`,
		);
	}

	#accept(both: Case, verdict: Verdict, detail: string): Judgement {
		const { canonical, old, now } = both;
		const { display } = this.#graph;
		return {
			verdict,
			apply: true,
			target: { module: canonical.display, name: canonical.name },
			targetId:
				canonical.located.kind === "module" ? canonical.located.id : null,
			reason: null,
			detail,
			chain: [...describeChain(old, display), ...describeChain(now, display)],
		};
	}

	#refuse(
		both: Case,
		verdict: Verdict,
		reason: ReasonId,
		detail: string,
	): Judgement {
		const unproven = verdict === "unknown" || verdict === "ambiguous";
		return {
			...this.#accept(both, verdict, detail),
			apply: unproven && this.#policy.acceptUnproven,
			reason,
		};
	}
}
