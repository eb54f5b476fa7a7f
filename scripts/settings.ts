/**
 * What a run is about, from the command line and the config together; the command line wins. Rules on the command
 * line replace the config's, so that a one-off migration needs no edit of a file.
 */
import { OnepathError } from "../transforms/core/errors.js";
import type { RuleInput } from "../transforms/core/rules.js";
import type { Policy } from "../transforms/core/types.js";
import { rulesFromFlags } from "./config/flags.js";
import { type Config, loadConfig } from "./config/load.js";
import type { SymbolRule } from "./config/symbol-rules.js";
import { type Listing, startListing } from "./driver/read/files.js";
import { findRoot, insideRoot } from "./driver/root.js";
import type { Io } from "./io.js";
import type { RuleOptions, TreeOptions } from "./options.js";

export interface Settings {
	/** Absolute. */
	readonly root: string;
	readonly cwd: string;
	/** The config in force, which spells every legacy module and is no mention of it; root-relative. */
	readonly config: string | null;
	readonly rules: readonly RuleInput[];
	/** Rules that name a symbol; `withSymbols` makes rules of them. */
	readonly symbols: readonly SymbolRule[];
	/** A rule of a config outlives its migration; one that is typed is for what is there. */
	readonly mayBeGone: boolean;
	/** What the config says of it. */
	readonly policy: Partial<Policy>;
	readonly roots: readonly string[] | null;
	readonly ignore: readonly string[];
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	/** Runs `work`, and adds `file:line:col` of the config's rule to an error about one. */
	located<T>(work: () => T): T;
}

/** Throws `usage` and `config`. */
export function readSettings(
	cwd: string,
	rules: RuleOptions,
	tree: TreeOptions,
): Settings {
	const loaded = loadConfig(cwd, rules.config);
	const flags = rulesFromFlags(rules.from, rules.to);
	const config: Config = loaded?.config ?? { rules: [] };
	const picked = chosen<RuleInput | SymbolRule>(
		flags.length > 0 ? flags : [...config.rules, ...(config.symbols ?? [])],
		rules,
	);
	const { onDifferent, onMissing, acceptUnproven, moduleStyle } = config;
	const root = findRoot(cwd, tree.root, loaded?.directory ?? null);
	return {
		root,
		cwd,
		config: loaded && insideRoot(root, cwd, loaded.path),
		rules: picked.filter((rule): rule is RuleInput => "from" in rule),
		symbols: picked.filter((rule): rule is SymbolRule => "symbol" in rule),
		mayBeGone: flags.length === 0,
		policy: {
			...(onDifferent && { onDifferent }),
			...(onMissing && { onMissing }),
			...(moduleStyle && { moduleStyle }),
			...(acceptUnproven !== undefined && { acceptUnproven }),
		},
		roots: tree.roots ?? config.roots ?? null,
		ignore: config.ignore ?? [],
		include: config.include ?? [],
		exclude: [...(config.exclude ?? []), ...tree.ignorePatterns],
		located: (work) => {
			try {
				return work();
			} catch (error) {
				const id =
					error instanceof OnepathError && error.code === "rules"
						? (error.data.rules as readonly string[] | undefined)?.at(-1)
						: undefined;
				if (id === undefined || !loaded || flags.length > 0) throw error;
				const { code, message, data } = error as OnepathError;
				throw new OnepathError(code, `${loaded.where(id)} ${message}`, data);
			}
		},
	};
}

/**
 * As `readSettings`, with the listing of the tree begun: git takes as long as the modules that do the work take to load,
 * so a command asks for this before it loads those.
 */
export function startSettings(
	io: Io,
	rules: RuleOptions,
	tree: TreeOptions,
): { readonly settings: Settings; readonly listing: Promise<Listing> } {
	const settings = readSettings(io.cwd, rules, tree);
	return { settings, listing: startListing(settings.root, io.ahead ?? null) };
}

function chosen<T extends { readonly id: string }>(
	rules: readonly T[],
	{ only, skip }: RuleOptions,
): readonly T[] {
	const ids = rules.map(({ id }) => id);
	for (const id of [...only, ...skip])
		if (!ids.includes(id))
			throw new OnepathError(
				"usage",
				`no rule has the id ${id}; there ${ids.length === 1 ? "is" : "are"} ${ids.join(", ") || "none"}`,
			);
	return rules.filter(
		({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id),
	);
}
