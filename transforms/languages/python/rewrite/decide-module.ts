/**
 * Decides what becomes of a variable that holds a legacy module. By default the names used through it are imported
 * themselves (`named`); where that changes behaviour the variable goes to the canonical module (`retarget`); where
 * only some names are proven these are imported and the module stays for the rest (`partial`); else it `stay`s.
 */
import type { PlanContext } from "../../../core/language.js";
import { moduleOf, type Occurrence } from "../scope.js";
import { gate, onPurpose, refusal, type Stop } from "./decision.js";
import { isDeferred, isTyping, lastOf, parentOf } from "./file.js";
import type { Hazards } from "./hazards.js";
import type { Judged, LegacyModules } from "./legacy.js";
import { collides, existingImport, freeName, PlannedLocals } from "./locals.js";
import { describeReaders, type Readers } from "./readers.js";
import { isModuleScope, type ModuleVariable, type Use } from "./uses.js";

export interface NamedUse {
	readonly judged: Judged;
	/** How the name reads from now on. */
	readonly local: string;
	/** False when the file imports it already. */
	readonly added: boolean;
}

export interface VariablePlan {
	readonly variable: ModuleVariable;
	readonly mode: "named" | "partial" | "retarget" | "stay";
	/** The names that are imported by themselves, by their legacy name. */
	readonly named: ReadonlyMap<string, NamedUse>;
	/** `retarget`: the new name of the variable; the old one when it is kept by an alias. */
	readonly local: string;
	/** Why the module import stays, or why it is not split. */
	readonly stop: Stop | null;
	/** Names used through the variable with their verdicts: a read through the module object is no snapshot. */
	readonly members: ReadonlyMap<string, Judged | null>;
}

/** Attributes that every module has: they speak of the module object, not of a name that it offers. */
const OF_EVERY_MODULE =
	/^__(?:name|file|doc|dict|loader|spec|package|path|cached|builtins|all)__$/;

export class VariableDecisions {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #hazards: Hazards;
	readonly #readers: Readers;
	readonly #locals = new PlannedLocals();

	constructor(
		context: PlanContext,
		legacy: LegacyModules,
		hazards: Hazards,
		readers: Readers,
	) {
		this.#context = context;
		this.#legacy = legacy;
		this.#hazards = hazards;
		this.#readers = readers;
	}

	/** `patched`: names of the module that a test replaces; true when string and readers can move together. */
	decide(
		variable: ModuleVariable,
		patched: ReadonlyMap<string, Stop | null>,
	): VariablePlan {
		const plan = (
			mode: VariablePlan["mode"],
			more: Partial<VariablePlan> = {},
		): VariablePlan => ({
			variable,
			mode,
			named: new Map(),
			local: variable.name,
			stop: null,
			members: this.#members(variable, false),
			...more,
		});
		const early = this.early(variable) ?? this.#beside(variable);
		if (early) return plan("stay", { stop: early });
		const used = [...patched].filter(([name]) => uses(variable, name));
		const immovable = used.find(([, stop]) => stop !== null)?.[1];
		if (immovable) {
			// What is wrong here tells a reader of this file more than what it does to the patch.
			const own = this.retarget(variable);
			return plan("stay", { stop: typeof own === "string" ? immovable : own });
		}
		const retarget = (): VariablePlan | null => {
			const found = this.retarget(variable);
			return typeof found === "string"
				? plan("retarget", { local: found })
				: null;
		};
		if (used.length > 0) {
			const moved = retarget();
			return moved ?? plan("stay", { stop: this.retarget(variable) as Stop });
		}
		const first =
			this.#context.policy.moduleStyle === "module" ? retarget() : null;
		if (first) return first;
		const named = this.#named(variable, false);
		if ("mode" in named) return plan("named", { named: named.names });
		const second = retarget();
		if (second) return second;
		const partial = this.#named(variable, true);
		if (
			"mode" in partial &&
			partial.names.size > 0 &&
			partial.names.size < this.#members(variable, true).size
		)
			return plan("partial", { named: partial.names, stop: named.stop });
		// What keeps it from the canonical module says more than what keeps it from being split.
		return plan("stay", { stop: this.retarget(variable) as Stop });
	}

	/** What stops every rewrite of the variable. */
	early(variable: ModuleVariable): Stop | null {
		const { file, legacy, sites } = variable;
		for (const { statement } of sites) {
			const stop =
				gate(file, legacy, legacy.rule, statement.start, statement.end) ??
				onPurpose(file, statement.blocks);
			if (stop) return stop;
		}
		if (legacy.located.kind === "missing")
			return refusal(
				"broken-module",
				`${legacy.key} does not exist, so this import fails today`,
			);
		if (variable.unreadable !== null)
			return refusal("unreadable", variable.unreadable);
		return null;
	}

	/** The variable's name when it goes to the canonical module, or what stops that. */
	retarget(variable: ModuleVariable): string | Stop {
		const { file, legacy, sites } = variable;
		const { to } = legacy;
		if (to === null)
			return refusal(
				"module-value",
				`the rules move single names of ${legacy.key}, not the module`,
			);
		const stop =
			this.early(variable) ??
			this.#stores(variable) ??
			this.#unproven(variable, to) ??
			this.#loading(variable, true) ??
			this.#wholeStop(variable);
		if (stop) return stop;
		for (const site of sites) {
			if (!site.dotted) continue;
			if (
				root(this.#legacy.respell(to, legacy, file.id)) !==
					root(legacy.written) &&
				!survive(variable)
			)
				return refusal("root-binding", survivorDetail(variable));
		}
		if (sites[0]?.dotted) return variable.name;
		const local = this.#retargetedName(variable, to);
		// In the package's own __init__ the name is the submodule itself, and no other module may take its place.
		const submodule =
			sites.some((s) => !s.statement.names[s.index]?.alias) &&
			file.id === this.#legacy.locate(parentOf(legacy.written), file.id);
		if (submodule && (local === variable.name || variable.uses.length === 0))
			return refusal(
				"module-value",
				`${file.path} hands its submodule ${variable.name} on`,
			);
		return local;
	}

	#retargetedName(variable: ModuleVariable, to: string): string {
		const { file, sites } = variable;
		const kept =
			sites.some((s) => s.statement.names[s.index]?.alias) ||
			(sites[0]?.statement.kind === "import" && to.includes("."));
		const wanted = lastOf(to);
		if (kept || wanted === variable.name) return variable.name;
		const { scope } = variable;
		const tree = file.scopes;
		if (!scope || !tree || variable.declared || variable.rivals.length > 0)
			return variable.name;
		if (scope.kind === "class" || this.#outside(variable, [wanted]))
			return variable.name;
		return collides(tree, scope, variable.uses, wanted)
			? variable.name
			: wanted;
	}

	/** Readers of the binding, and those who would see the new names. */
	#outside(variable: ModuleVariable, added: readonly string[]): Stop | null {
		const { file, name } = variable;
		if (!isModuleScope(variable) || file.name === "") return null;
		if (this.#context.graph.facts(file.id)?.listed?.includes(name))
			return refusal("read-elsewhere", `__all__ of ${file.name} lists ${name}`);
		const readers = this.#readers.of(file.id, name);
		if (readers.length > 0)
			return refusal(
				"read-elsewhere",
				`${file.name}.${name} is used by ${describeReaders(readers)}`,
			);
		const open = added.filter((n) => !n.startsWith("_"));
		const stars = this.#readers.stars(file.id, name);
		if (stars.length > 0 && this.#context.graph.facts(file.id)?.listed == null)
			return refusal(
				"star-readers",
				`${describeReaders(stars)}; ${[name, ...open].join(", ")} would change for it`,
			);
		return null;
	}

	#stores(variable: ModuleVariable): Stop | null {
		const { file } = variable;
		const stored = variable.uses.find((u) => u.kind === "store");
		if (!stored) return null;
		return refusal(
			"module-value",
			`line ${file.position(stored.occurrence.start).line} assigns to ${variable.name}${stored.name === null ? "" : `.${stored.name}`}`,
		);
	}

	/** What needs the whole module to be the same: its object is used, or it is imported and not used at all. */
	#wholeStop(variable: ModuleVariable): Stop | null {
		const { file, legacy, uses: all } = variable;
		const value = all.find(
			(u) =>
				u.kind === "value" || (u.name !== null && OF_EVERY_MODULE.test(u.name)),
		);
		if (value && value.name !== null)
			return refusal(
				"module-value",
				`line ${lineOf(variable, value)} reads ${value.name} of the module itself`,
			);
		const inspected = all.find(
			(u) =>
				u.kind === "value" &&
				INSPECTS.test(
					file.text.slice(
						Math.max(0, u.occurrence.start - 80),
						u.occurrence.start,
					),
				),
		);
		if (inspected)
			return refusal(
				"module-value",
				`line ${lineOf(variable, inspected)} inspects the module object`,
			);
		const own = value
			? `line ${lineOf(variable, value)} uses the module object`
			: all.length === 0
				? "nothing in this file uses it"
				: variable.scope?.kind === "class"
					? "it is a class attribute"
					: null;
		const why = own === null ? null : this.#legacy.wholeRefusal(file, legacy);
		if (why !== null)
			return refusal("module-value", `${own}, and the modules differ: ${why}`);
		return this.#readerStop(variable);
	}

	/** Other files that use the binding may use any name through it, and a string may replace one. */
	#readerStop(variable: ModuleVariable): Stop | null {
		const { file, legacy, name } = variable;
		if (!isModuleScope(variable) || file.name === "") return null;
		const listed = this.#context.graph.facts(file.id)?.listed?.includes(name);
		const readers = [
			...this.#readers.of(file.id, name),
			...this.#readers.stars(file.id, name),
		];
		if (readers.length === 0 && !listed) return null;
		const text = readers.find((r) => r.inString);
		const used =
			readers.length === 0
				? `__all__ of ${file.name} lists ${name}`
				: `${file.name}.${name} is used by ${describeReaders(text ? [text] : readers)}`;
		if (text)
			return refusal(
				"read-elsewhere",
				`${used}, which may replace what is behind it`,
			);
		const why = this.#legacy.wholeRefusal(file, legacy);
		return why === null
			? null
			: refusal("read-elsewhere", `${used}, and the modules differ: ${why}`);
	}

	#unproven(variable: ModuleVariable, to: string): Stop | null {
		for (const [name, found] of this.#members(variable, false)) {
			if (!found) return refusal("module-value", `no rule moves ${name}`);
			const { judgement } = found;
			if (!judgement.apply || judgement.target === null)
				return refusal(
					judgement.reason ?? "unreadable",
					`it stays for ${name}: ${judgement.detail}`,
				);
			if (judgement.target.module !== to)
				return refusal(
					"module-value",
					`${name} goes to ${judgement.target.module}`,
				);
		}
		return null;
	}

	/** A circle that a module object survives: nothing is read through it before all modules are loaded. */
	#loading(variable: ModuleVariable, asModule: boolean): Stop | null {
		const { file, legacy, sites } = variable;
		const targetId =
			legacy.to === null ? null : this.#legacy.locate(legacy.to, file.id);
		for (const { statement } of sites) {
			const stop = this.#hazards.loading(file, statement, legacy, targetId);
			if (!stop) continue;
			const late = variable.uses.every((u) => u.occurrence.deferred);
			if (
				stop.reason === "cycle" &&
				asModule &&
				late &&
				targetId !== null &&
				this.#hazards.toleratesCycle(file, targetId)
			)
				continue;
			return stop;
		}
		return null;
	}

	#members(
		variable: ModuleVariable,
		snapshot: boolean,
	): Map<string, Judged | null> {
		const members = new Map<string, Judged | null>();
		for (const { name } of variable.uses)
			if (name !== null && !OF_EVERY_MODULE.test(name) && !members.has(name))
				members.set(
					name,
					this.#legacy.judge(variable.file, variable.legacy, name, snapshot),
				);
		return members;
	}

	/** The names to import by themselves, or what stops that. `partial`: those that are proven, the module stays. */
	#named(
		variable: ModuleVariable,
		partial: boolean,
	): { mode: "named"; names: Map<string, NamedUse> } | { stop: Stop } {
		const { file, scope, legacy, uses: all, sites } = variable;
		const tree = file.scopes;
		if (!scope || !tree)
			return {
				stop: refusal(
					"unreadable",
					variable.unreadable ?? "the file can't be read",
				),
			};
		const members = this.#members(variable, true);
		const shape = this.#shapeStop(variable, partial);
		if (shape) return { stop: shape };
		const names = new Map<string, NamedUse>();
		const byTarget = new Map<string, NamedUse>();
		for (const [name, found] of members) {
			const target = found?.judgement.target;
			const open = found?.judgement.apply
				? this.#elsewhere(variable, found)
				: null;
			if (!found || !target || !found.judgement.apply || open) {
				if (partial) continue;
				const detail = `it stays for ${name}: ${open?.detail ?? found?.judgement.detail ?? "no rule moves it"}`;
				return {
					stop:
						open ?? refusal(found?.judgement.reason ?? "unreadable", detail),
				};
			}
			const same = byTarget.get(`${target.module} ${target.name}`);
			if (same) {
				names.set(name, { ...same, judged: found });
				continue;
			}
			const here = all.filter((u) => u.name === name);
			const existing = existingImport(
				{ ...variable, uses: here },
				tree,
				target.name as string,
				(s) => {
					const module = file.absolute(s.level, s.module);
					return (
						module === target.module ||
						(module !== null &&
							found.judgement.targetId !== null &&
							this.#legacy.locate(module, file.id) === found.judgement.targetId)
					);
				},
			);
			const wanted = target.name as string;
			const planned = (local: string) => ({
				scope,
				local,
				target: `${target.module}.${wanted}`,
				guard: sites
					.map((s) => s.statement.blocks.map((b) => b.start).join())
					.join(" "),
				uses: here,
			});
			const local =
				existing ??
				freeName(tree, scope, here, wanted, target.module, (name) =>
					this.#locals.clash(file, planned(name)),
				);
			this.#locals.add(file, planned(local));
			const use: NamedUse = { judged: found, local, added: existing === null };
			byTarget.set(`${target.module} ${target.name}`, use);
			names.set(name, use);
		}
		const added = [...names.values()]
			.filter((n) => n.added)
			.map((n) => n.local);
		const outside = partial ? null : this.#outside(variable, added);
		if (outside) return { stop: outside };
		if (
			partial &&
			isModuleScope(variable) &&
			file.name !== "" &&
			this.#readers.stars(file.id, variable.name).length > 0
		)
			return {
				stop: refusal(
					"star-readers",
					"another module takes everything from this file",
				),
			};
		if (
			sites.length > 1 &&
			scope === moduleOf(scope) &&
			new Set(sites.map((s) => isTyping(s.statement.blocks))).size > 1
		)
			return {
				stop: refusal(
					"module-value",
					`${legacy.key} is imported for types and at run time`,
				),
			};
		return { mode: "named", names };
	}

	/** Uses that need the variable to stay what it is. */
	#shapeStop(variable: ModuleVariable, partial: boolean): Stop | null {
		const { file, name, uses: all } = variable;
		const stop = (what: string): Stop => refusal("module-value", what);
		const stores = this.#stores(variable);
		if (stores) return stores;
		for (const use of all) {
			const line = lineOf(variable, use);
			if (use.kind === "value")
				return stop(`line ${line} uses the module object ${name}`);
			if (use.kind === "patch")
				return stop(`line ${line} replaces ${use.name} of the module object`);
			if (use.kind === "delete") return stop(`line ${line} deletes ${name}`);
			if (use.kind === "test")
				return stop(`line ${line} asks whether ${name} is there`);
			if (use.name !== null && OF_EVERY_MODULE.test(use.name))
				return stop(`line ${line} reads ${use.name} of the module itself`);
			if (use.occurrence.printed)
				return stop(`line ${line} prints the expression as it is written`);
			if (/[#\r\n\\]/.test(file.text.slice(use.occurrence.start, use.end)))
				return refusal(
					"unsplittable",
					`the chain on line ${line} goes over lines`,
				);
		}
		if (all.length === 0)
			return stop(
				"nothing in this file uses it: it is imported for its effect, or for others",
			);
		if (variable.scope?.kind === "class")
			return stop(`${name} is a class attribute`);
		if (variable.declared)
			return stop(`${name} is declared global or nonlocal`);
		const rival = variable.rivals.find(
			(r) => !this.#sibling(variable, r.start),
		);
		if (rival)
			return stop(`line ${file.position(rival.start).line} binds ${name}, too`);
		if (!partial && variable.sites[0]?.dotted && !survive(variable))
			return refusal("root-binding", survivorDetail(variable));
		return this.#loading(variable, false);
	}

	/** Another dotted import that binds the same top-level package. */
	#sibling(variable: ModuleVariable, start: number): boolean {
		return (
			variable.sites[0]?.dotted === true &&
			variable.file.scan.imports.some(
				(s) =>
					s.kind === "import" &&
					s.names.some((n) => n.start === start && !n.alias),
			)
		);
	}

	/** Another module than the canonical one, where the policy leads there, may close a circle of its own. */
	#elsewhere(variable: ModuleVariable, { judgement }: Judged): Stop | null {
		const { file, sites, legacy } = variable;
		const { target, targetId } = judgement;
		if (targetId === null || target?.module === legacy.to) return null;
		for (const { statement } of sites) {
			const stop = this.#hazards.loading(file, statement, legacy, targetId);
			if (stop) return stop;
		}
		return null;
	}

	/** The canonical module beside the legacy one: as its fallback, or to be compared with it. */
	#beside(variable: ModuleVariable): Stop | null {
		const { file, sites, uses: all, name, legacy } = variable;
		const values = all.some((u) => u.kind === "value");
		for (const { statement } of sites) {
			const module = this.#hazards.besideModule(file, statement, name, legacy);
			if (module === "fallback")
				return refusal(
					"fallback",
					`another branch of the same statement imports ${legacy.to}`,
				);
			if (module === "compared" && values)
				return refusal("compared", `${legacy.to} is imported here, too`);
		}
		for (const [member, found] of this.#members(variable, true)) {
			const { target, targetId } = found?.judgement ?? {};
			if (!target) continue;
			const line = sideBySide(
				variable,
				member,
				this.#hazards.canonicalSpellings(
					file,
					member,
					target,
					targetId ?? null,
				),
			);
			if (line !== null)
				return refusal("compared", `line ${line} uses ${member} by both paths`);
			for (const { statement } of sites) {
				const stop = this.#hazards.throughModule(
					file,
					statement,
					member,
					target,
					targetId ?? null,
				);
				if (stop) return stop;
			}
		}
		return null;
	}
}

const INSPECTS =
	/\b(?:dir|vars|reload|repr|str|type|id|getsource|getfile|getmodule|getmembers|getsourcefile|getsourcelines|help)\s*\(\s*$/;

const root = (name: string): string => name.split(".")[0] as string;

const lineOf = (variable: ModuleVariable, use: Use): number =>
	variable.file.position(use.occurrence.start).line;

const uses = (variable: ModuleVariable, name: string): boolean =>
	variable.uses.some((u) => u.name === name);

/** Do the other uses of a dotted import's first segment have imports of their own in the same scope? */
function survive(variable: ModuleVariable): boolean {
	const { file, survivors, sites } = variable;
	const own = sites[0]?.statement;
	if (!own) return false;
	return survivors.every((o) => {
		const chain = [o.name, ...o.attributes.map((a) => a.name)].join(".");
		return file.scan.imports.some(
			(s) =>
				s.kind === "import" &&
				s.blocks.every((b, i) => own.blocks[i]?.start === b.start) &&
				s.blocks.length <= own.blocks.length &&
				isDeferred(s.blocks) === isDeferred(own.blocks) &&
				s.names.some(
					(n) =>
						!n.alias &&
						n.name !== variable.legacy.written &&
						`${chain}.`.startsWith(`${n.name}.`),
				),
		);
	});
}

function survivorDetail(variable: ModuleVariable): string {
	const [first] = variable.survivors;
	const line = first ? variable.file.position(first.start).line : 0;
	return `line ${line} uses ${variable.name}, which this import binds (${parentOf(variable.legacy.written)})`;
}

/** A line that uses the name by both paths, as comparisons do. */
function sideBySide(
	variable: ModuleVariable,
	name: string,
	spellings: ReadonlySet<string>,
): number | null {
	const { file } = variable;
	const all = file.scopes?.occurrences ?? [];
	const own = new Set(variable.uses.map((use) => use.occurrence));
	for (const { name: used, occurrence, end } of variable.uses) {
		if (used !== name) continue;
		const from = file.lineStart(occurrence.start);
		const to = file.lineEnd(end);
		const twin = all.find(
			(o) =>
				o.start >= from &&
				o.end <= to &&
				o.role === "load" &&
				!own.has(o) &&
				[...spellings].some((spelling) => startsChain(o, spelling)),
		);
		if (twin) return file.position(occurrence.start).line;
	}
	return null;
}

const startsChain = (o: Occurrence, spelling: string): boolean =>
	`${[o.name, ...o.attributes.map((a) => a.name)].join(".")}.`.startsWith(
		`${spelling}.`,
	);
