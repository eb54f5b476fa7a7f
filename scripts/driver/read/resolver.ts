/**
 * Where a specifier leads: Node's resolution by oxc-resolver, which reads the disk itself, after what TypeScript
 * (`paths`, `baseUrl`) and the packages of the tree say. Sources win over build products, and a workspace package
 * is found whether it is installed or not. Every answer is remembered.
 *
 *   createResolver(root)('@/ws/manager', 'src/app.ts', ['import'])  ->  module src/ws/manager.ts
 */
import { realpathSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import type { ResolverFactory } from "oxc-resolver";
import type { Located } from "../../../transforms/core/types.js";
import {
	directoryOf,
	type Files,
} from "../../../transforms/resolution/files.js";
import {
	Packages,
	subpathOf,
} from "../../../transforms/resolution/packages.js";
import { Tsconfigs } from "../../../transforms/resolution/tsconfig.js";
import { onDisk } from "./manifest-files.js";

export type Resolve = (
	specifier: string,
	from: string,
	conditions: readonly string[],
) => Located;

const require = createRequire(import.meta.url);
const BUILTIN = new Set(builtinModules);
const TYPESCRIPT = /\.[cm]?tsx?$/;

// TypeScript takes `./m.js` for `m.ts` (moduleResolution node16 and bundler); a declaration file speaks for the
// script beside it, so the script comes first.
const FROM_TYPESCRIPT = {
	extensions: [
		".ts",
		".tsx",
		".mts",
		".cts",
		".js",
		".jsx",
		".mjs",
		".cjs",
		".d.ts",
		".d.mts",
		".d.cts",
		".json",
		".node",
	],
	extensionAlias: {
		".js": [".ts", ".tsx", ".js", ".jsx", ".d.ts"],
		".jsx": [".tsx", ".jsx", ".d.ts"],
		".mjs": [".mts", ".mjs", ".d.mts"],
		".cjs": [".cts", ".cjs", ".d.cts"],
	},
};
const FROM_JAVASCRIPT = {
	extensions: [
		".js",
		".jsx",
		".mjs",
		".cjs",
		".ts",
		".tsx",
		".mts",
		".cts",
		".d.ts",
		".d.mts",
		".d.cts",
		".json",
		".node",
	],
	extensionAlias: {
		".js": [".js", ".jsx", ".ts", ".tsx", ".d.ts"],
		".jsx": [".jsx", ".tsx", ".d.ts"],
		".mjs": [".mjs", ".mts", ".d.mts"],
		".cjs": [".cjs", ".cts", ".d.cts"],
	},
};

/** `root` is absolute. Specifiers are resolved as the file `from`, a root-relative path, would. */
export function createResolver(root: string): Resolve {
	const resolver = new Resolver(root);
	// Asked for each import of each file: by directory first, so that no key is put together for a known answer.
	const memo = new Map<string, Map<string, Located>>();
	const joined = new Map<readonly string[], string>();
	return (specifier, from, conditions) => {
		let names = joined.get(conditions);
		if (names === undefined) {
			names = conditions.join();
			joined.set(conditions, names);
		}
		const place = `${directoryOf(from)}\0${TYPESCRIPT.test(from)}\0${names}`;
		let known = memo.get(place);
		if (!known) {
			known = new Map();
			memo.set(place, known);
		}
		let located = known.get(specifier);
		if (!located) {
			located = resolver.locate(specifier, from, conditions);
			known.set(specifier, located);
		}
		return located;
	};
}

class Resolver {
	readonly #root: string;
	readonly #files: Files;
	readonly #tsconfigs: Tsconfigs;
	readonly #packages: Packages;
	readonly #engines = new Map<string, ResolverFactory>();

	constructor(root: string) {
		this.#root = realpathSync(root);
		this.#files = onDisk(this.#root);
		this.#tsconfigs = new Tsconfigs(this.#files);
		this.#packages = new Packages(this.#files);
	}

	locate(
		specifier: string,
		from: string,
		conditions: readonly string[],
	): Located {
		if (specifier.startsWith("node:") || BUILTIN.has(specifier))
			return {
				kind: "external",
				name: `node:${specifier.replace(/^node:/, "")}`,
			};
		if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
			const id = this.#find(directoryOf(from), specifier, from, conditions);
			return id === null
				? { kind: "missing", name: specifier }
				: { kind: "module", id };
		}
		if (specifier === "" || /^(?:\/|[a-z][a-z+.-]*:)/i.test(specifier))
			return { kind: "external", name: specifier };
		const aliased = this.#first(
			this.#tsconfigs.targets(specifier, from),
			from,
			conditions,
		);
		if (aliased !== null) return { kind: "module", id: aliased };
		if (specifier.startsWith("#"))
			return this.#imported(specifier, from, conditions);
		return this.#bare(specifier, from, conditions);
	}

	/** `#name`, by the `imports` of the file's package. */
	#imported(
		specifier: string,
		from: string,
		conditions: readonly string[],
	): Located {
		const pack = this.#packages.of(from);
		for (const target of (pack &&
			this.#packages.imports(pack, specifier, withDefaults(conditions))) ??
			[]) {
			if (!target.startsWith("/")) return this.#bare(target, from, conditions);
			const id = this.#first([target.slice(1)], from, conditions);
			if (id !== null) return { kind: "module", id };
		}
		return { kind: "missing", name: specifier };
	}

	#bare(
		specifier: string,
		from: string,
		conditions: readonly string[],
	): Located {
		const pack = this.#packages.named(specifier, from);
		if (pack) {
			const entries = this.#packages.entries(
				pack,
				subpathOf(specifier),
				withDefaults(conditions),
			);
			const id = this.#first(entries ?? [], from, conditions);
			return id === null
				? { kind: "missing", name: specifier }
				: { kind: "module", id };
		}
		const id = this.#find(directoryOf(from), specifier, from, conditions);
		return id === null
			? { kind: "external", name: specifier }
			: { kind: "module", id: this.#packages.source(id) };
	}

	#first(
		paths: readonly string[],
		from: string,
		conditions: readonly string[],
	): string | null {
		for (const path of paths) {
			const id = this.#find("", `./${path}`, from, conditions);
			if (id !== null) return id;
		}
		return null;
	}

	/** Asks the engine; null for what is not there, is outside of the root, or belongs to an installed package. */
	#find(
		directory: string,
		request: string,
		from: string,
		conditions: readonly string[],
	): string | null {
		const engine = this.#engine(TYPESCRIPT.test(from), conditions);
		const place = `${this.#root}/${directory}`;
		// Bundlers ask for the same file with `?raw`, `?url`.
		const query = request.indexOf("?");
		const found =
			engine.sync(place, request).path ??
			(query < 0
				? undefined
				: engine.sync(place, request.slice(0, query)).path);
		const path = found?.replace(/\?[^/]*$/, "");
		if (path === undefined || !path.startsWith(`${this.#root}/`)) return null;
		const inside = path.slice(this.#root.length + 1);
		return /(?:^|\/)node_modules\//.test(inside) ? null : inside;
	}

	#engine(typescript: boolean, conditions: readonly string[]): ResolverFactory {
		const key = `${typescript} ${conditions.join()}`;
		const known = this.#engines.get(key);
		if (known) return known;
		const { ResolverFactory } =
			require("oxc-resolver") as typeof import("oxc-resolver");
		const engine = new ResolverFactory({
			...(typescript ? FROM_TYPESCRIPT : FROM_JAVASCRIPT),
			conditionNames: [...withDefaults(conditions)],
			mainFields: ["module", "main"],
			nodePath: false,
		});
		this.#engines.set(key, engine);
		return engine;
	}
}

const withDefaults = (conditions: readonly string[]): readonly string[] => [
	...new Set([...conditions, "node", "default"]),
];
