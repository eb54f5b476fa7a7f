/**
 * A rule as it is written, and the sentences for rules that can't be meant. Every refusal carries the ids of the
 * rules, so that the config's reader can add `file:line:col`.
 *
 *   {from: 'three/examples/jsm/*', to: 'three/addons/*'}   a prefix rule
 *   {from: 'a', to: 'b', names: {Old: 'New', X: 'c:Y'}}    a.Old -> b.New, a.X -> c.Y
 */
import { OnepathError } from "./errors.js";

/** A rule as the command line or the config gives it; module names as their language writes them. */
export interface RuleInput {
	readonly id: string;
	readonly from: string;
	readonly to: string;
	/** Only these names: old name -> `New`, or `other.module:New` (the last colon separates). Absent: every name. */
	readonly names?: Readonly<Record<string, string>>;
	readonly reason?: string;
	readonly include?: readonly string[];
	readonly exclude?: readonly string[];
	readonly language?: string;
}

/** Where a name goes: module in its language's normal form. `name` null: it keeps its name. */
export interface Target {
	readonly module: string;
	readonly name: string | null;
}

export interface Rule {
	readonly id: string;
	readonly reason: string | null;
	/** Normal form; a prefix rule's without its ending. */
	readonly from: string;
	readonly to: string;
	readonly prefix: boolean;
	readonly names: ReadonlyMap<string, Target> | null;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

const PREFIX = /[/.]\*$/;

/** `key` gives a module's normal form; a prefix keeps its ending on the way through it. Throws `rules`. */
export function normalRule(
	input: RuleInput,
	key: (module: string) => string,
): Rule {
	const prefix = PREFIX.test(input.from);
	if (prefix !== PREFIX.test(input.to))
		refuse(
			`rule ${input.id}: one of from and to ends in * and the other does not; end both in it, or neither`,
			input,
		);
	if (prefix && input.names)
		refuse(
			`rule ${input.id}: a rule for every module below ${input.from} can't have names; write a rule for each module`,
			input,
		);
	const normal = (module: string) => key(module).replace(PREFIX, "");
	const from = normal(input.from);
	const to = normal(input.to);
	return {
		id: input.id,
		reason: input.reason ?? null,
		from,
		to,
		prefix,
		names: input.names ? targets(input, input.names, to, key) : null,
		include: input.include ?? [],
		exclude: input.exclude ?? [],
	};
}

function targets(
	input: RuleInput,
	names: Readonly<Record<string, string>>,
	to: string,
	key: (module: string) => string,
): ReadonlyMap<string, Target> {
	const targets = new Map<string, Target>();
	for (const [name, text] of Object.entries(names)) {
		const colon = text.lastIndexOf(":");
		if (colon === 0 || colon === text.length - 1)
			refuse(
				`rule ${input.id}: ${name} goes to "${text}"; write NewName, or module:NewName`,
				input,
			);
		targets.set(name, {
			module: colon < 0 ? to : key(text.slice(0, colon)),
			name: text.slice(colon + 1),
		});
	}
	return targets;
}

export function refuseSelf(rule: Rule, path: string): never {
	refuse(
		`rule ${rule.id} moves ${path} to itself; remove the rule or correct its target`,
		rule,
	);
}

export function refuseSecond(
	first: Rule,
	second: Rule,
	same: boolean,
	path: string,
): never {
	const what = same ? "both say the same of" : "give two targets for";
	refuse(
		`rules ${first.id} and ${second.id} ${what} ${path}; keep one`,
		first,
		second,
	);
}

export function refuseCircle(first: Rule, last: Rule, path: string): never {
	if (first === last)
		refuse(
			`rule ${first.id} leads ${path} to what it moves itself; correct its target`,
			first,
		);
	refuse(
		`rules ${first.id} and ${last.id} lead ${path} round in a circle; break it`,
		first,
		last,
	);
}

function refuse(
	message: string,
	...rules: readonly { readonly id: string }[]
): never {
	throw new OnepathError("rules", message, {
		rules: rules.map((rule) => rule.id),
	});
}
