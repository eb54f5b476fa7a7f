/**
 * Which candidates can name a legacy module, told from their text before any of them is scanned. The needles ask
 * for the words `b` and `manager` somewhere; here they must stand as an import or an attribute chain has them.
 *
 *   a.b.manager     b.manager   from .manager   b import (x, manager)   b as w ... w.manager
 *
 * Why nothing is lost: a module is found by a name whose last segment is the rule's, and whose one before it is a
 * `b` (every name of a file ends in the path of that file), or is spelled by dots, or does not exist. So
 * - an import or a chain that spells the dotted name has `manager` behind a dot behind `b`, or behind `from` and
 *   dots; blanks and continued lines may stand between, in brackets comments, too, and then the file passes;
 * - `from ... import manager` has `b` or a dot before its `import`, and the name between two tokens of a list;
 * - a chain that starts at another name for the package needs `b as`;
 * - a name of one segment stands right behind `import`, `from` or a comma.
 * Whatever is not of this kind passes: prefix rules, names outside ASCII, files inside of a legacy package (where
 * `from . import x` spells no name at all), and files for which `extra` speaks.
 */
import type { RuleSet } from "../../../core/rules.js";
import type { PythonModules } from "../resolve.js";
import { BOM, isBlank, isNameChar, isNewline } from "./chars.js";

const GAP = String.raw`(?:[ \t\f]|\\(?:\r\n|[\r\n]))*`;
const ITEM_END = new RegExp(String.raw`${GAP}(?:$|[,);#\r\n]|as(?!\w))`, "y");
const ASCII = /^[\w.]+$/;
const DOT = 46;
const COMMA = 44;
const OPEN = 40;

/** What is asked of a file that holds the last segment of some legacy module as a word. */
interface Tail {
	/** Segments that stand before it. */
	readonly parents: Set<string>;
	/** A module can be named by this segment alone. */
	alone: boolean;
	imported: RegExp;
	renamed: RegExp | null;
}

export class Sift {
	/** Null: the rules are of a kind that text can't decide. */
	readonly #tails: ReadonlyMap<string, Tail> | null;
	/** Directories of legacy packages, with a slash. */
	readonly #packages: readonly string[];
	readonly #word: RegExp;

	constructor(rules: RuleSet, modules: PythonModules) {
		const tails = new Map<string, Tail>();
		const packages: string[] = [];
		const spelled: string[] = [];
		for (const key of rules.modules) {
			const id = modules.find(key);
			if (id !== null && modules.isPackage(id))
				packages.push(id.slice(0, id.lastIndexOf("/") + 1));
			const names = id === null ? [key] : [key, ...modules.everyName(id)];
			for (const name of names) addName(tails, name);
			spelled.push(...names);
		}
		for (const tail of tails.values()) {
			const parents = [...tail.parents].join("|");
			tail.imported = new RegExp(
				`(?:${[...tail.parents, "\\."].join("|")})${GAP}import`,
			);
			tail.renamed =
				parents === ""
					? null
					: new RegExp(String.raw`(?:${parents})[\s\\]*(?:as|#)`);
		}
		const words = [...tails.keys()];
		const decides =
			rules.prefixes.length === 0 &&
			words.length > 0 &&
			spelled.every((name) => ASCII.test(name));
		this.#tails = decides ? tails : null;
		this.#packages = packages;
		this.#word = new RegExp(
			String.raw`(?:${words.join("|")})(?![\w\x80-\xff])`,
			"g",
		);
	}

	/** Can the file name a legacy module? `text` is latin1; `extra` is asked last. */
	passes(
		path: string,
		text: string,
		extra: (text: string) => boolean,
	): boolean {
		const tails = this.#tails;
		if (!tails || this.#packages.some((package_) => path.startsWith(package_)))
			return true;
		const open = new Set<RegExp>();
		for (const match of text.matchAll(this.#word)) {
			if (isNameChar(text.charCodeAt(match.index - 1))) continue;
			const tail = tails.get(match[0]) as Tail;
			const found = look(text, match.index, match[0].length, tail);
			if (found === true) return true;
			if (found) open.add(found);
		}
		for (const needed of open) if (needed.test(text)) return true;
		return extra(text);
	}
}

function addName(tails: Map<string, Tail>, name: string): void {
	const [last = "", parent] = name.split(".").reverse();
	const tail: Tail = tails.get(last) ?? {
		parents: new Set(),
		alone: false,
		imported: /(?:)/,
		renamed: null,
	};
	tails.set(last, tail);
	if (parent === undefined) tail.alone = true;
	else tail.parents.add(parent);
}

/** True: the word at `at` may name the module. A pattern: it may if the text has this, too. Null: it does not. */
function look(
	text: string,
	at: number,
	length: number,
	tail: Tail,
): true | RegExp | null {
	const before = backOver(text, at);
	const c = text.charCodeAt(before - 1);
	if (c === DOT) {
		const end = backOver(text, before - 1);
		const own = text.charCodeAt(end - 1);
		// A dot before the dot: a relative name. A newline: a chain in brackets, where comments may stand between.
		if (end === 0 || own === DOT || isNewline(own)) return true;
		const word = wordBefore(text, end);
		return word === "from" || tail.parents.has(word) ? true : tail.renamed;
	}
	const word = wordBefore(text, before);
	if (word === "import" || word === "from" || (tail.alone && c === COMMA))
		return true;
	if (isNewline(c) && text.slice(0, before).trimEnd().endsWith("."))
		return true;
	const first = before === 0 || c === COMMA || c === OPEN || isNewline(c);
	ITEM_END.lastIndex = at + length;
	return first && ITEM_END.test(text) ? tail.imported : null;
}

/** Where white space and continuations that end at `at` begin. */
function backOver(text: string, at: number): number {
	let i = at;
	for (;;) {
		const c = text.charCodeAt(i - 1);
		if (isBlank(c)) i--;
		else if (isNewline(c)) {
			const slash = c === 10 && text.charCodeAt(i - 2) === 13 ? i - 3 : i - 2;
			if (text.charCodeAt(slash) !== 92) return i;
			i = slash;
		} else return i;
	}
}

function wordBefore(text: string, end: number): string {
	// The bytes of a mark would count as letters of the first word.
	const first = text.startsWith(BOM) ? BOM.length : 0;
	let start = end;
	while (start > first && isNameChar(text.charCodeAt(start - 1))) start--;
	return text.slice(start, end);
}
