/**
 * The rules as linters need them: which modules and names are legacy, and what to say. Chains are closed, so what is
 * said is where `migrate` would go.
 */
import type { ModuleIndex } from "../../transforms/core/module-index.js";
import type { Target } from "../../transforms/core/rules.js";

/** One import path, or all of a module's, or all of the modules below it. */
export interface Guarded {
	/** As rules write it, without the ending of a prefix. */
	readonly module: string;
	/** Null: every name. */
	readonly name: string | null;
	readonly prefix: boolean;
	readonly message: string;
}

/** In the order of their modules. */
export function guardedPaths({ rules }: ModuleIndex): readonly Guarded[] {
	const exact = rules.modules.flatMap((module): Guarded[] => {
		const own = rules.forModule(module);
		if (!own) return [];
		const names = [...own.names];
		if (own.all) {
			const besides = names.map(
				([old, { target }]) => `${old} from ${written(target, old)}`,
			);
			const list = besides.length > 0 ? `; ${besides.join(", ")}` : "";
			const { to, rule } = own.all;
			return [guard(module, null, `import from ${to}${list}`, rule.reason)];
		}
		return names.map(([old, { rule, target }]) =>
			guard(module, old, `import ${written(target, old)}`, rule.reason),
		);
	});
	const prefixes = rules.prefixes.map(({ from, to, reason }) => ({
		...guard(from, null, `import from below ${to}`, reason),
		prefix: true,
	}));
	return [...exact, ...prefixes].sort((a, b) =>
		a.module < b.module ? -1 : a.module > b.module ? 1 : 0,
	);
}

/** Rules whose patterns leave files out, which a linter's table can't say. */
export function restrictedRules({ rules }: ModuleIndex): readonly string[] {
	return rules.rules
		.filter(({ include, exclude }) => include.length + exclude.length > 0)
		.map(({ id }) => id);
}

const written = ({ module, name }: Target, old: string): string =>
	`${module}:${name ?? old}`;

function guard(
	module: string,
	name: string | null,
	what: string,
	reason: string | null,
): Guarded {
	const why = reason === null ? "" : ` (${reason})`;
	return {
		module,
		name,
		prefix: false,
		message: `Legacy import path: ${what}${why}.`,
	};
}
