/**
 * Random module graphs and programs over them, run before and after the plan in this process, must do the same:
 * what live bindings, stars, shadows and copies do is not left to our own reading of ECMA-262. ECMAScript modules
 * are linked by `node:vm`; CommonJS gets a `require` of twenty lines.
 */
import { posix } from "node:path";
import vm from "node:vm";
import { expect, test } from "@jest/globals";
import type { Tree } from "../../helpers/memory-project.js";
import { planTree } from "./rewrite/memory.js";

const NAMES = ["A", "B", "C", "n", "bump"];
const RULES = [{ from: "lib/old.js", to: "lib/new.js" }];
const MODULES = ["zero", "new", "one", "old"];

interface Chance {
	next(): number;
	pick<T>(all: readonly T[]): T;
	/** One of the alternatives, made by its function. */
	make(ways: readonly (() => string)[]): string;
}

/** Mulberry32: the same programs in every run. */
function chance(seed: number): Chance {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const pick = <T>(all: readonly T[]): T =>
		all[Math.floor(next() * all.length)] as T;
	return { next, pick, make: (ways) => pick(ways)() };
}

/** One module after another, each of which may hand on names of those before it. */
function world(by: Chance, commonjs: boolean): Record<string, string> {
	const tree: Record<string, string> = {};
	MODULES.forEach((module, index) => {
		const taken = new Set<string>();
		const lines = NAMES.flatMap((name, i) => {
			if (taken.has(name) || (index > 1 && by.next() < 0.2)) return [];
			const made = `${module}.${name}`;
			const from = `"./${by.pick(MODULES.slice(0, index || 1))}.js"`;
			const other = by.next() < 0.8 ? name : by.pick(NAMES);
			if (index === 0 || by.next() < 0.2) {
				if (name === "n") taken.add("bump");
				if (name === "n")
					return commonjs
						? `exports.n = 0; exports.bump = () => { exports.n++; };`
						: `export let n = 0; export function bump() { n++; }`;
				return commonjs
					? `exports.${name} = function () { return typeof this; }; exports.${name}.id = "${made}";`
					: `export function ${name}() {} ${name}.id = "${made}";`;
			}
			return commonjs
				? by.make([
						() => `exports.${name} = require(${from}).${other};`,
						() => `exports.${name} = require(${from}).${name};`,
						() =>
							`const { ${other}: q${i} } = require(${from}); exports.${name} = q${i};`,
						() =>
							`Object.defineProperty(exports, "${name}", { enumerable: true, get: () => require(${from}).${other} });`,
						() =>
							by.next() < 0.1
								? `Object.assign(exports, require(${from}));`
								: `module.exports = { ...require(${from}) };`,
						() => `module.exports = require(${from});`,
					])
				: by.make([
						() => `export { ${other} as ${name} } from ${from};`,
						() =>
							`import { ${other} as q${i} } from ${from}; export { q${i} as ${name} };`,
						() =>
							`import * as q${i} from ${from}; export const ${name} = q${i}.${other};`,
						() =>
							`import { ${other} as q${i} } from ${from}; export const ${name} = q${i};`,
						() => `export * from ${from};`,
						() => `export * from ${from};`,
					]);
		});
		tree[`lib/${module}.js`] = lines.join("\n");
	});
	return tree;
}

/** Uses of the legacy module, by a namespace `ns` and by names, in scopes that hide some of them. */
function program(by: Chance, commonjs: boolean): string {
	const module = () => `"./lib/${by.next() < 0.85 ? "old" : "new"}.js"`;
	const name = () => by.pick([...NAMES, "ns"]);
	const use = () => `ns.${by.pick(NAMES)}`;
	const nested = (depth: number) => (depth > 2 ? ";" : statement(depth + 1));
	const statement = (depth: number): string =>
		by.make([
			() => `rec(${use()}, ${use()});`,
			() => `rec({ ${name()}: ${use()} }, [${use()}, ns?.${by.pick(NAMES)}]);`,
			() => `{ const ${name()} = ${by.pick(["5", use()])}; ${nested(depth)} }`,
			() =>
				`for (const ${name()} of [${use()}]) { rec(${use()}); ${nested(depth)} }`,
			() => `call((${name()}) => { ${nested(depth)} rec(${use()}); });`,
			() =>
				`call(function ${name()}() { ${nested(depth)} var ${name()}; rec(${use()}); });`,
			() =>
				`call(() => { try { throw 1 } catch (${name()}) { rec(${use()}); } });`,
			() =>
				`call(() => { class ${name()} { static x = ${use()}; static { rec(this.x, ${use()}); } } });`,
			() => `call(() => { const { ${by.pick(NAMES)}: z } = ns; rec(z); });`,
			() => `call(() => { const { ${by.pick(NAMES)} } = ns; rec(1); });`,
			() => `call(() => { ns.bump(); rec(ns.n); });`,
			() => `call(() => rec(ns["${by.pick(NAMES)}"]));`,
			() =>
				`call(() => rec(Object.keys(${by.pick(["ns", "{ ns }"])}).length));`,
			() =>
				commonjs
					? `call(() => rec(require(${module()}).${by.pick(NAMES)}));`
					: `rec((await import(${module()})).${by.pick(NAMES)});`,
		]);
	const bound = by.pick(NAMES);
	const as = by.next() < 0.5 ? bound : by.pick(NAMES);
	const body = Array.from({ length: 5 }, () =>
		statement(0).replaceAll("\n", " "),
	);
	const heads = commonjs
		? [
				`const ns = require("./lib/old.js");`,
				`const { ${bound}${as === bound ? "" : `: ${as}`} } = require(${module()});`,
			]
		: [
				`import * as ns from "./lib/old.js";`,
				`import { ${bound}${as === bound ? "" : ` as ${as}`} } from ${module()};`,
				...(by.next() < 0.3 ? [`export * from "./lib/old.js";`] : []),
			];
	return [...heads, ...body, `rec(${as});`, ""].join("\n");
}

/** What the program records, in any order: a dynamic import may come earlier when its module is loaded already. */
async function run(tree: Tree, commonjs: boolean): Promise<string> {
	const log: string[] = [];
	const shown = (value: unknown): string =>
		typeof value === "function"
			? String((value as { id?: string }).id ?? "function")
			: typeof value === "object" && value !== null
				? `{${Object.entries(value).map(([key, each]) => `${key}: ${shown(each)}`)}}`
				: String(value);
	const context = vm.createContext({
		rec: (...values: unknown[]) => log.push(values.map(shown).join(" ")),
		call: (f: () => void) => {
			try {
				f();
			} catch (error) {
				log.push((error as Error).name);
			}
		},
	});
	const at = (specifier: string, from: string) =>
		posix.join(posix.dirname(from), specifier);
	const required = new Map<string, { exports: object }>();
	const load = (path: string): object => {
		const known = required.get(path);
		if (known) return known.exports;
		const module = { exports: {} };
		required.set(path, module);
		vm.compileFunction(tree[path] as string, ["require", "module", "exports"], {
			parsingContext: context,
		})(
			(specifier: string) => load(at(specifier, path)),
			module,
			module.exports,
		);
		return module.exports;
	};
	const modules = new Map<string, vm.SourceTextModule>();
	const module = (path: string): vm.SourceTextModule => {
		const made =
			modules.get(path) ??
			new vm.SourceTextModule(tree[path] as string, {
				context,
				identifier: path,
				importModuleDynamically: async (specifier) => {
					const other = module(at(specifier, path));
					if (other.status === "unlinked") await other.link(link);
					await other.evaluate();
					return other;
				},
			});
		modules.set(path, made);
		return made;
	};
	const link = (specifier: string, { identifier }: vm.Module) =>
		module(at(specifier, identifier));
	try {
		if (commonjs) load("main.js");
		else {
			await module("main.js").link(link);
			await module("main.js").evaluate();
			log.push(Object.keys(module("main.js").namespace).join());
		}
	} catch (error) {
		log.push(`stops: ${(error as Error).name}`);
	}
	return log.sort().join("\n");
}

test.each([
	["ECMAScript modules", false, 17, 40],
	["CommonJS", true, 23, 12],
])(
	"programs of %s do the same after the plan",
	async (_, commonjs, seed, least) => {
		const by = chance(seed);
		let changed = 0;
		let finished = 0;
		for (let i = 0; i < 150; i++) {
			const tree = world(by, commonjs);
			// A world that can't be loaded as a whole says nothing about a move within it.
			const loads = commonjs
				? `require("./lib/old.js"); require("./lib/new.js");`
				: `import * as o from "./lib/old.js"; import * as n from "./lib/new.js";`;
			if (/stops/.test(await run({ ...tree, "main.js": loads }, commonjs)))
				continue;
			const before = { ...tree, "main.js": program(by, commonjs) };
			const plan = planTree(before, RULES);
			const after = Object.fromEntries(
				Object.keys(before).map((path) => [path, plan.after(path)]),
			);
			if (after["main.js"] !== before["main.js"]) changed++;
			const was = await run(before, commonjs);
			if (!/stops/.test(was)) finished++;
			expect({ after, log: await run(after, commonjs) }).toEqual({
				after,
				log: was,
			});
		}
		expect(changed).toBeGreaterThan(least);
		expect(finished).toBeGreaterThan(least);
	},
	120_000,
);
