/**
 * Finds where text spells a legacy module: its dotted name, its file's path, the tail of either, or the start of
 * a name that is put together at run time. Looks words up in the rules; no search for each rule.
 */
import type { PlanContext } from "../../../core/language.js";
import type { PythonModules } from "../resolve.js";
import { isPlainModule, parentOf } from "./file.js";
import type { Legacy, LegacyModules } from "./legacy.js";

export interface Mention {
	readonly legacy: Legacy;
	/** Relative to the searched text. */
	readonly start: number;
	readonly end: number;
	/** The dotted rest behind the module, `X.method`; null for the module itself. */
	readonly rest: string | null;
	readonly kind: "module" | "path" | "tail" | "prefix";
}

const DOTTED = /(?<![\w.\u0080-\u00ff])\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;
/** More alternatives than this cost a pattern more than looking each pair up. */
const MANY = 200;
/** A word and what stands behind its separator or closing quote. */
const ANY_PAIR =
	/(?<![\w\x80-\xff])([A-Za-z_]\w*)(?=[./\\"':]+([A-Za-z_]\w*)?)/g;
const PATH = /[\w./\\-]*[\w-]\.pyi?(?!\w)/g;

export class Mentions {
	readonly #legacy: LegacyModules;
	readonly #paths = new Map<string, string>();
	/** Keys of modules that the tree does not have. */
	readonly #gone: string[] = [];
	readonly #tails = new Map<string, string>();
	readonly #pathTails = new Map<string, string>();
	readonly #packages = new Map<string, string>();
	/** The last two segments of legacy modules, of their files and packages. */
	readonly #pairs = new Set<string>();
	/** Matches wherever a mention could be: two segments of a name or path, or a package before a part to come. */
	readonly #hint: RegExp | null;

	constructor(
		context: PlanContext,
		modules: PythonModules,
		legacy: LegacyModules,
	) {
		this.#legacy = legacy;
		for (const key of context.rules.modules) {
			const path = modules.find(key);
			if (path === null) this.#gone.push(key);
			else {
				this.#paths.set(path, key);
				addTails(this.#pathTails, path, "/", key);
			}
			addTails(this.#tails, key, ".", key);
			if (key.includes(".")) this.#packages.set(parentOf(key), key);
		}
		for (const rule of context.rules.prefixes)
			this.#packages.set(rule.from, rule.from);
		this.#hint = this.#makeHint();
	}

	/** Offsets at which a look is worth while, in order. One pass over the file's text, whatever it holds. */
	hints(text: string): number[] {
		return [...this.#hints(text)];
	}

	/** Is there any such offset? */
	hinted(text: string): boolean {
		return !this.#hints(text).next().done;
	}

	*#hints(text: string): Generator<number> {
		if (!this.#hint) return;
		// With many rules the pattern finds any two segments, and the set tells which of them count.
		for (const { index, 1: first, 2: second } of text.matchAll(this.#hint))
			if (
				first === undefined ||
				this.#pairs.has(first) ||
				this.#pairs.has(`${first}.${second}`)
			)
				yield index;
	}

	#makeHint(): RegExp | null {
		const patterns = new Set<string>();
		const pair = (name: string): void => {
			const segments = name.split(".").slice(-2);
			this.#pairs.add(segments.join("."));
			// A single segment is too common a word but where it is all of a string.
			patterns.add(
				segments.length === 1
					? `["']${escapeRegex(name)}["'.:]`
					: segments.map(escapeRegex).join(String.raw`[./\\]+`),
			);
		};
		for (const path of this.#paths.keys())
			pair(path.replace(/(?:\/__init__)?\.pyi?$/, "").replaceAll("/", "."));
		for (const key of this.#paths.values()) pair(key);
		for (const key of this.#gone) pair(key);
		// Behind a package a part that is put in at run time, or the end of the string or comment; behind one that a
		// prefix rule moves, anything.
		for (const [name, key] of this.#packages) {
			this.#pairs.add(lastTwo(name));
			patterns.add(
				`${escapeRegex(lastTwo(name))}\\.${name === key ? "" : `(?=[{%"'\\r\\n]|$)`}`,
			);
		}
		if (patterns.size === 0) return null;
		return patterns.size > MANY
			? ANY_PAIR
			: new RegExp([...patterns].join("|"), "g");
	}

	/** Every mention in `text`, in order; overlapping readings are one mention. */
	find(text: string, from: string): Mention[] {
		const found = [...this.#files(text, from), ...this.#names(text, from)];
		found.sort((a, b) => a.start - b.start);
		return found.filter(
			(m, i) => i === 0 || m.start >= (found[i - 1] as Mention).end,
		);
	}

	*#names(text: string, from: string): Generator<Mention> {
		for (const match of text.matchAll(DOTTED)) {
			const dots = /^\.*/.exec(match[0])?.[0].length ?? 0;
			const word = match[0].slice(dots);
			const start = match.index + dots;
			const end = start + word.length;
			const key = dots === 0 ? this.#longest(word, from) : null;
			if (key) {
				const rest = word.slice(key.length + 1);
				if (!key.includes(".") && start > 0) continue;
				yield {
					legacy: this.#legacy.find(key, from) as Legacy,
					start,
					end: start + (rest === "" ? key.length : word.length),
					rest: rest === "" ? null : rest,
					kind: "module",
				};
				continue;
			}
			const open = this.#packages.get(word);
			if (
				open !== undefined &&
				dots === 0 &&
				/^\.(?:\{|%|$)/.test(text.slice(end))
			) {
				const legacy = this.#legacy.find(open, from);
				if (legacy)
					yield { legacy, start, end: end + 1, rest: null, kind: "prefix" };
				continue;
			}
			// A tail says little by itself: only where it is the whole text, or the module of an import statement.
			const tail = this.#tail(word);
			const whole = start === 0 && end === text.length;
			const imported =
				/\bfrom\s+\.*$/.test(text.slice(0, start)) &&
				/^\s+import\b/.test(text.slice(end));
			if (tail && (whole || imported)) {
				const legacy = this.#legacy.find(tail, from);
				if (legacy) yield { legacy, start, end, rest: null, kind: "tail" };
			}
		}
	}

	*#files(text: string, from: string): Generator<Mention> {
		if (!text.includes(".py")) return;
		for (const match of text.matchAll(PATH)) {
			const path = match[0].replaceAll("\\", "/");
			let key: string | undefined;
			for (let cut = 0; key === undefined && cut >= 0; ) {
				key = this.#paths.get(path.slice(cut));
				const next = path.indexOf("/", cut);
				cut = next < 0 ? -1 : next + 1;
			}
			// `/ws/manager.py` and `../ws/manager.py` count from a folder that the text does not name.
			key ??= this.#pathTails.get(path.replace(/^(?:\.{0,2}\/)+/, ""));
			const legacy = key === undefined ? null : this.#legacy.find(key, from);
			if (legacy)
				yield {
					legacy,
					start: match.index,
					end: match.index + match[0].length,
					rest: null,
					kind: "path",
				};
		}
	}

	/** The longest start of a dotted word that names a legacy module. */
	#longest(word: string, from: string): string | null {
		for (let end = word.length; end > 0; end = word.lastIndexOf(".", end - 1)) {
			const name = word.slice(0, end);
			const legacy = this.#legacy.find(name, from);
			if (!legacy) continue;
			// A prefix rule speaks of every name below; what stands in a module is a name of that module.
			const owner =
				legacy.id === null ? this.#legacy.find(parentOf(name), from) : null;
			if (!isPlainModule(owner?.id)) return name;
		}
		return null;
	}

	#tail(word: string): string | undefined {
		return this.#tails.get(word) ?? this.#tails.get(parentOf(word));
	}
}

const escapeRegex = (text: string): string => text.replaceAll(/[^\w]/g, "\\$&");

const lastTwo = (name: string): string => name.split(".").slice(-2).join(".");

/** Every proper tail of two segments or more. */
function addTails(
	tails: Map<string, string>,
	name: string,
	separator: string,
	key: string,
): void {
	for (
		let cut = name.indexOf(separator) + 1;
		cut > 0 && name.indexOf(separator, cut) > 0;
		cut = name.indexOf(separator, cut) + 1
	)
		tails.set(name.slice(cut), key);
}
