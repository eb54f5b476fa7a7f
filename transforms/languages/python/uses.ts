/**
 * Every place of a Python file that names a module, by the same walk that reads its facts: imports with each of
 * their names, and strings that known calls take for modules (`patch("p.m.X")`, `import_module("p.m")`) or that
 * look like a module's whole name.
 *
 *   from .m import A, B     relative .m A, relative .m B
 *   import p.m              dotted p.m
 *   import p.m as m         module p.m
 */
import type { FileRecord, RawNote, RawUse } from "../../core/map/record.js";
import type { UseTime } from "../../core/map/types.js";
import type { Form, ModuleId, SourceFile } from "../../core/types.js";
import { readPythonFacts } from "./exports.js";
import { isTyping } from "./facts/bindings.js";
import { type Known, knownCall } from "./rewrite/calls.js";
import type { OpenBlock } from "./source/blocks.js";
import { columnOf, isNameChar, LineCounter } from "./source/chars.js";
import type { ReadImport } from "./source/imports.js";
import type { ScanProblem } from "./source/syntax.js";
import type { Visitor } from "./source/visitor.js";

export function pythonRecord(file: SourceFile, id: ModuleId): FileRecord {
	const lines = new LineCounter(file.text);
	const reader = new UseReader(file.text, lines);
	const facts = readPythonFacts(file, id, reader, lines);
	return { facts, ...reader.read() };
}

const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;
const DOT = 46;
/** Longer strings are text. */
const LONGEST = 200;
const WARNS = /^(?:warnings\s*\.\s*)?warn\s*\([\s\S]*[Dd]eprecat/;
const DYNAMIC = /\b(?:import_module|__import__)\s*\(\s*(?=[^\s"')])/g;

const FORM_OF: Readonly<Record<Known["kind"], Form>> = {
	patch: "mock",
	multiple: "mock",
	load: "dynamic",
	resolve: "resolve",
	registry: "registry",
};

class UseReader implements Visitor {
	readonly #text: string;
	readonly #lines: LineCounter;
	readonly #loadsByName: boolean;
	readonly #uses: RawUse[] = [];
	readonly #dynamic: RawNote[] = [];
	readonly #problems: RawNote[] = [];
	#warns: number | null = null;
	/** Strings since the last statement ended: quote and end of each. */
	#strings: number[] = [];

	constructor(text: string, lines: LineCounter) {
		this.#text = text;
		this.#lines = lines;
		// First what both have in common, and no more of it: up to six bytes are found twice as fast.
		this.#loadsByName =
			text.includes("mport_") &&
			(text.includes("import_module") || text.includes("__import__"));
	}

	read(): Omit<FileRecord, "facts"> {
		return {
			uses: this.#uses,
			warns: this.#warns,
			dynamic: this.#dynamic,
			problems: this.#problems,
		};
	}

	open(block: OpenBlock): void {
		this.#noteDynamic(block.start, block.end);
	}

	simple(start: number, end: number, block: OpenBlock | null): void {
		if (
			this.#warns === null &&
			this.#text.charCodeAt(start) === 119 &&
			isOfModule(block, this.#text) &&
			WARNS.test(this.#text.slice(start, end))
		)
			this.#warns = this.#lines.at(start);
		this.#noteDynamic(start, end);
	}

	imported(statement: ReadImport, block: OpenBlock | null): void {
		const time: UseTime = isTyping(block)
			? "type"
			: block?.function || statement.lazy || isMain(block, this.#text)
				? "call"
				: "load";
		const specifier = ".".repeat(statement.level) + statement.module;
		if (statement.star !== null)
			this.#add(specifier, null, "star", statement.star, time);
		const from = statement.level > 0 ? "relative" : "from";
		for (const { name, alias, start } of statement.names)
			if (statement.kind === "from")
				this.#add(specifier, name, from, start, time);
			else this.#add(name, null, alias ? "module" : "dotted", start, time);
	}

	string(quote: number, end: number, prefix: number): void {
		if (this.#loadsByName) this.#strings.push(quote, end);
		const text = this.#text;
		const length = end - quote - 2;
		if (length < 3 || length > LONGEST || text.charCodeAt(end - 2) === DOT)
			return;
		if (!isDotted(text, quote + 1, end - 1)) return;
		const content = text.slice(quote + 1, end - 1);
		if (!DOTTED.test(content)) return;
		const known = knownCall(text, quote - prefix, end);
		// Two words with a dot are a file name or an attribute more often than a module.
		if (!known && content.indexOf(".") === content.lastIndexOf(".")) return;
		this.#add(
			content,
			null,
			known ? FORM_OF[known.kind] : "string",
			quote + 1,
			"call",
			true,
		);
	}

	comment(): void {}

	problem({ offset, message }: ScanProblem): void {
		this.#problems.push({ line: this.#lines.at(offset), what: message });
	}

	#noteDynamic(start: number, end: number): void {
		if (!this.#loadsByName) return;
		const strings = this.#strings;
		this.#strings = [];
		for (const { index } of this.#text.slice(start, end).matchAll(DYNAMIC)) {
			const at = start + index;
			if (
				strings.some(
					(from, i) =>
						i % 2 === 0 && from <= at && at < (strings[i + 1] as number),
				)
			)
				continue;
			this.#dynamic.push({
				line: this.#lines.at(at),
				what: "loads a module whose name is made at run time",
			});
		}
	}

	#add(
		specifier: string,
		name: string | null,
		form: Form,
		offset: number,
		time: UseTime,
		path = false,
	): void {
		const line = this.#lines.at(offset);
		const column = columnOf(this.#text, offset);
		this.#uses.push(
			path
				? { specifier, name, form, line, column, time, path }
				: { specifier, name, form, line, column, time },
		);
	}
}

/** Can it be names with dots between? Most strings end the look at their first blank, and are cut out by none. */
function isDotted(text: string, start: number, end: number): boolean {
	let dots = 0;
	for (let i = start; i < end; i++) {
		const code = text.charCodeAt(i);
		if (code === DOT) dots++;
		else if (!isNameChar(code)) return false;
	}
	return dots > 0;
}

/** `if __name__ == "__main__":` runs for a script, not for who imports it. */
const isMain = (block: OpenBlock | null, text: string): boolean =>
	block?.path.some(
		({ keyword, start, end }) =>
			keyword === "if" &&
			/^if\b[\s(]*__name__\s*==/.test(text.slice(start, end)),
	) ?? false;

/** Does the statement run when the module is loaded, or when a name is taken from it (PEP 562)? */
function isOfModule(block: OpenBlock | null, text: string): boolean {
	if (!block?.function) return block?.scope == null;
	return /^def\s+__getattr__\b/.test(
		text.slice(block.function.start, block.function.start + 40),
	);
}
