/**
 * Where tsconfig.json (or jsconfig.json) sends a bare specifier: `paths` and `baseUrl`, through `extends` and, for
 * a config that only refers to others, `references`. A base that is not there (an uninstalled `@tsconfig/node20`)
 * takes away its own settings and no others; `include` is not asked, since a test beside it means the same alias.
 *
 *   { "paths": { "@/*": ["src/*"] } }      '@/ws/manager' -> 'src/ws/manager'
 */
import { createRequire } from "node:module";
import { directoryOf, type Files, join, upward } from "./files.js";
import { bestKey, fill } from "./pattern.js";

const require = createRequire(import.meta.url);

export interface Aliases {
	/** Pattern -> root-relative patterns of the files, in order. */
	readonly paths: ReadonlyMap<string, readonly string[]>;
	/** Every bare specifier may also be a path below this directory. */
	readonly baseUrl: string | null;
	/** Modules are imported as written, even those of which only types are used. */
	readonly verbatim: boolean;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: TypeScript's own template, https://www.typescriptlang.org/tsconfig/#configdir-template
const CONFIG_DIR = "${configDir}";
const NONE: Aliases = { paths: new Map(), baseUrl: null, verbatim: false };

interface Settings {
	paths: ReadonlyMap<string, readonly string[]> | null;
	baseUrl: string | null;
	verbatim: boolean | null;
	references: readonly string[];
}

export class Tsconfigs {
	readonly #files: Files;
	readonly #byDirectory = new Map<string, Aliases>();
	readonly #byConfig = new Map<string, Aliases>();

	constructor(files: Files) {
		this.#files = files;
	}

	/** What the nearest config above the file `from` says. */
	aliases(from: string): Aliases {
		return this.#inDirectory(directoryOf(from));
	}

	/** The paths, without extension where the pattern has none, at which a bare specifier may be; best first. */
	targets(specifier: string, from: string): readonly string[] {
		const { paths, baseUrl } = this.aliases(from);
		const best = bestKey(paths.keys(), specifier);
		const found = best
			? (paths.get(best.key) ?? []).map((target) => fill(target, best.star))
			: [];
		const based = baseUrl === null ? null : join(baseUrl, specifier);
		return based === null ? found : [...found, based];
	}

	#inDirectory(directory: string): Aliases {
		const known = this.#byDirectory.get(directory);
		if (known) return known;
		let aliases = NONE;
		for (const at of upward(directory)) {
			const path = ["tsconfig.json", "jsconfig.json"]
				.map((name) => (at === "" ? name : `${at}/${name}`))
				.find((candidate) => this.#files.kind(candidate) === "file");
			if (path === undefined) continue;
			aliases = this.#byConfig.get(path) ?? this.#load(path);
			this.#byConfig.set(path, aliases);
			break;
		}
		this.#byDirectory.set(directory, aliases);
		return aliases;
	}

	#load(path: string): Aliases {
		const own = this.#read(path, directoryOf(path), new Set());
		const settings = [own];
		if (!own.paths && own.baseUrl === null)
			for (const reference of own.references)
				settings.push(this.#read(reference, directoryOf(reference), new Set()));
		const paths = new Map<string, readonly string[]>();
		for (const each of settings)
			for (const [pattern, targets] of each.paths ?? [])
				if (!paths.has(pattern)) paths.set(pattern, targets);
		return {
			paths,
			baseUrl: settings.find((each) => each.baseUrl !== null)?.baseUrl ?? null,
			verbatim: settings.some((each) => each.verbatim === true),
		};
	}

	/** `leaf`: the directory that `${configDir}` means, that of the config the chain started from. */
	#read(path: string, leaf: string, seen: Set<string>): Settings {
		const none: Settings = {
			paths: null,
			baseUrl: null,
			verbatim: null,
			references: [],
		};
		const text = seen.has(path) ? null : this.#files.text(path);
		if (text === null) return none;
		seen.add(path);
		const config = record(parseConfig(text.replace(/^\uFEFF/, "")));
		const options = record(config.compilerOptions);
		const directory = directoryOf(path);
		const at = (written: string): string | null =>
			written.startsWith(CONFIG_DIR)
				? join(leaf, `.${written.slice(CONFIG_DIR.length)}`)
				: join(directory, written);
		const baseUrl =
			typeof options.baseUrl === "string" ? at(options.baseUrl) : null;
		let settings = none;
		// Later bases win over earlier ones: https://www.typescriptlang.org/tsconfig/#extends
		for (const base of strings(config.extends)) {
			const found = this.#base(base, directory);
			if (found !== null)
				settings = over(this.#read(found, leaf, seen), settings);
		}
		const paths =
			options.paths === undefined
				? null
				: this.#paths(record(options.paths), baseUrl ?? settings.baseUrl, at);
		const flags = [options.verbatimModuleSyntax, options.preserveValueImports];
		const verbatim = flags.some((flag) => flag !== undefined)
			? flags.includes(true)
			: null;
		const references = (
			Array.isArray(config.references) ? config.references : []
		)
			.map((reference) => join(directory, String(record(reference).path ?? "")))
			.filter((reference) => reference !== null)
			.map((reference) =>
				reference.endsWith(".json") ? reference : `${reference}/tsconfig.json`,
			);
		return over({ paths, baseUrl, verbatim, references }, settings);
	}

	/** Targets are relative to `baseUrl` where there is one, else to the config that lists them. */
	#paths(
		written: Readonly<Record<string, unknown>>,
		baseUrl: string | null,
		at: (path: string) => string | null,
	): ReadonlyMap<string, readonly string[]> {
		const place = (target: string): string | null =>
			baseUrl === null || target.startsWith(CONFIG_DIR)
				? at(target)
				: join(baseUrl, target);
		return new Map(
			Object.entries(written).map(([pattern, targets]) => [
				pattern,
				strings(targets)
					.map(place)
					.filter((target) => target !== null),
			]),
		);
	}

	#base(written: string, directory: string): string | null {
		const exists = (path: string | null): path is string =>
			path !== null && this.#files.kind(path) === "file";
		const endings = ["", ".json", "/tsconfig.json"];
		const places = /^\.{1,2}(?:\/|$)/.test(written)
			? [join(directory, written)]
			: [...upward(directory)].map((at) => join(at, `node_modules/${written}`));
		for (const place of places)
			for (const ending of endings) {
				const path = place === null ? null : `${place}${ending}`;
				if (exists(path)) return path;
			}
		return null;
	}
}

/** Most configs are plain JSON, which the engine's parser reads in a fifth of the time. */
function parseConfig(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		const { parse } = require("jsonc-parser") as typeof import("jsonc-parser");
		return parse(text, [], { allowTrailingComma: true });
	}
}

function over(upper: Settings, lower: Settings): Settings {
	return {
		paths: upper.paths ?? lower.paths,
		baseUrl: upper.baseUrl ?? lower.baseUrl,
		verbatim: upper.verbatim ?? lower.verbatim,
		// `references` is the one setting that is not inherited.
		references: upper.references,
	};
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null
		? (value as Record<string, unknown>)
		: {};
}

/** A string or a list of strings, as a list. */
export function strings(value: unknown): readonly string[] {
	return (Array.isArray(value) ? value : [value]).filter(
		(item) => typeof item === "string",
	);
}
