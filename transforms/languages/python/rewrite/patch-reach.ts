/**
 * Which readers a test's patch can reach. A patch replaces a name while its test runs, in the process of the test;
 * code elsewhere sees it only when the test runs that code, or when that code runs the patch.
 *
 * A leaf is a test file or a script that no import and no string of the tree names: nothing but a runner loads it
 * (pytest and unittest load each test file in its own right, and run its tests one after the other). A patch in a
 * leaf is over when the leaf's own test is over, and a reader in another leaf runs only when it is itself run. So
 * two leaves never meet. Everything else may meet: modules and helpers that a test can import, `conftest.py`
 * (it is loaded without being named, and is no leaf by its name), a leaf that loads modules under names made at run
 * time, and a patch that is started and not stopped, or lives as long as the session.
 *
 *   tests/test_a.py patches p.manager.X   tests/test_b.py imports it in a test   ->   the one does not see the other
 */
import type { PlanContext } from "../../../core/language.js";
import type { NeedleQuery } from "../../../core/types.js";
import type { PythonFile } from "./file.js";

const TEST = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const SCRIPT = /^if\b[\s(]*__name__\s*==\s*["']__main__["']/m;
const NAMERS = { extensions: [".py", ".pyi", ".toml", ".cfg", ".ini"] };
/** Loads modules by names that are not written down. */
const LOADS_ANY =
	/\b(?:import_module|__import__|importorskip|run_module|run_path)\s*\(\s*(?!["'])|\b(?:pkgutil|spec_from_file_location|iter_modules|walk_packages)\b|\bexec\s*\(|\bpytest\s*\.\s*main\s*\(/;
/** Patches that outlive the test that makes them. */
const OUTLIVES = /\bscope\s*=\s*["'](?:session|package)["']/;

export class PatchReach {
	readonly #context: PlanContext;
	readonly #open: (path: string) => PythonFile | null;
	readonly #wanted = new Set<string>();
	readonly #namers = new Map<string, readonly string[]>();
	readonly #leaves = new Map<string, boolean>();

	constructor(context: PlanContext, open: (path: string) => PythonFile | null) {
		this.#context = context;
		this.#open = open;
	}

	/** Announces a file that may be asked about; all are looked for in one pass over the tree. */
	prepare(path: string): void {
		if (!this.#leaves.has(path)) this.#wanted.add(path);
	}

	/** The question is to come: whoever has time may look through the tree before. */
	expect(): void {
		this.#context.project.expect?.(this.#wantedLeaves().map(byStem));
	}

	/** Can code of `reader` run while a patch of `patcher` is active? */
	reaches(patcher: string, reader: string): boolean {
		if (patcher === reader) return true;
		return !(
			this.#isLeaf(patcher) &&
			this.#isLeaf(reader) &&
			this.#ends(patcher) &&
			!this.#names(patcher, reader)
		);
	}

	#isLeaf(path: string): boolean {
		const known = this.#leaves.get(path);
		if (known !== undefined) return known;
		const leaf = this.#looksLikeLeaf(path) && !this.#isNamed(path);
		this.#leaves.set(path, leaf);
		return leaf;
	}

	#looksLikeLeaf(path: string): boolean {
		if (TEST.test(path)) return true;
		const file = path.endsWith(".py") ? this.#open(path) : null;
		return (
			file !== null && SCRIPT.test(file.text) && !/__\w+__\.py$/.test(path)
		);
	}

	/** Does another file import it, or spell its name in a string that is no path? */
	#isNamed(path: string): boolean {
		this.#ask(path);
		const word = wordOf(path);
		return (this.#namers.get(path) ?? []).some((other) => {
			if (other === path) return false;
			if (/\.pyi?$/.test(other)) {
				const file = this.#open(other);
				return file === null || spells(file, word);
			}
			const text = this.#context.project.read(other)?.text;
			return text === undefined || word.test(text);
		});
	}

	/** What does not look like a leaf is none, whoever names it. */
	#wantedLeaves(): readonly string[] {
		return [...this.#wanted].filter((one) => this.#looksLikeLeaf(one));
	}

	#ask(path: string): void {
		if (this.#namers.has(path)) return;
		this.#wanted.add(path);
		const paths = this.#wantedLeaves();
		this.#wanted.clear();
		const answers = this.#context.project.containing(paths.map(byStem));
		paths.forEach((one, i) => {
			this.#namers.set(one, answers[i] ?? []);
		});
	}

	/** Is each patch of the file over when its test is? */
	#ends(path: string): boolean {
		const text = this.#open(path)?.text;
		if (text === undefined || LOADS_ANY.test(text) || OUTLIVES.test(text))
			return false;
		return !/\.start\s*\(\s*\)/.test(text) || /\.stop(?:all)?\b/.test(text);
	}

	/** A test that runs another one by its path does so under its own patch. */
	#names(patcher: string, reader: string): boolean {
		return this.#open(patcher)?.text.includes(stemOf(reader)) ?? true;
	}
}

const stemOf = (path: string): string =>
	path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");

const byStem = (path: string): NeedleQuery => ({
	all: [stemOf(path)],
	...NAMERS,
});

/** The name of the module, where it is not the name of its file. */
const wordOf = (path: string): RegExp =>
	new RegExp(
		`(?<![\\w-])${stemOf(path).replaceAll(/\W/g, "\\$&")}(?![\\w-]|\\.py\\b)`,
	);

function spells({ text, scan }: PythonFile, word: RegExp): boolean {
	return (
		scan.imports.some((s) => word.test(text.slice(s.start, s.end))) ||
		scan.strings.some(
			(s) =>
				!s.statement && word.test(text.slice(s.contentStart, s.contentEnd)),
		)
	);
}
