/**
 * A Python file with what has been read of it: its scan at once, its scopes when first asked for, and the
 * positions of offsets. One instance a file in a run.
 */
import type { ModuleId, SourceFile } from "../../../core/types.js";
import type { PythonModules } from "../resolve.js";
import { scanPython } from "../scan.js";
import { readScopes } from "../scope/walk.js";
import type { ScopeTree } from "../scope.js";
import { LineCounter } from "../source/chars.js";
import type { Block, ImportStatement, Scan } from "../source/syntax.js";

export class PythonFile {
	readonly source: SourceFile;
	readonly text: string;
	readonly path: string;
	readonly id: ModuleId;
	/** The module's dotted name; empty for a file that no import can spell. */
	readonly name: string;
	/** The dotted name of the package that relative imports start from. */
	readonly packageName: string;
	readonly scan: Scan;
	#scopes: ScopeTree | null | undefined;
	#lines: LineCounter | null = null;

	constructor(source: SourceFile, modules: PythonModules) {
		this.source = source;
		this.text = source.text;
		this.path = source.path;
		this.id = source.path;
		this.name = modules.nameOf(source.path);
		this.packageName = /(^|\/)__init__\.pyi?$/.test(source.path)
			? this.name
			: parentOf(this.name);
		this.scan = scanPython(source.text);
	}

	/** Null for a file nested too deep to be read. */
	get scopes(): ScopeTree | null {
		if (this.#scopes === undefined)
			this.#scopes = readScopes(this.text, this.scan);
		return this.#scopes;
	}

	/** The dotted name that an import spells, its dots resolved; null where they lead out of the top package. */
	absolute(level: number, module: string): string | null {
		if (level === 0) return module;
		const segments = this.packageName === "" ? [] : this.packageName.split(".");
		const kept = segments.length - (level - 1);
		if (kept <= 0) return null;
		const base = segments.slice(0, kept).join(".");
		return module === "" ? base : `${base}.${module}`;
	}

	/** 1-based line and column, the column in UTF-16 units. */
	position(offset: number): { line: number; column: number } {
		this.#lines ??= new LineCounter(this.text);
		const line = this.#lines.at(offset);
		const before = this.text.slice(this.#lines.startOf(offset), offset);
		return { line, column: utf16Length(before, line === 1) + 1 };
	}

	/** Start of the line that holds `offset`. */
	lineStart(offset: number): number {
		const from = Math.max(
			this.text.lastIndexOf("\n", offset - 1),
			this.text.lastIndexOf("\r", offset - 1),
		);
		return offset === 0 ? 0 : from + 1;
	}

	/** End of the line that holds `offset`, without its newline. */
	lineEnd(offset: number): number {
		for (let i = offset; i < this.text.length; i++)
			if (this.text[i] === "\n" || this.text[i] === "\r") return i;
		return this.text.length;
	}

	/** The newline that the file uses. */
	get newline(): string {
		return /\r\n|\n|\r/.exec(this.text)?.[0] ?? "\n";
	}
}

export const parentOf = (name: string): string =>
	name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";

export const lastOf = (name: string): string =>
	name.slice(name.lastIndexOf(".") + 1);

/** Is it a module of its own, so that no name below it can be a module? */
export const isPlainModule = (id: ModuleId | null | undefined): boolean =>
	id != null && !/(^|\/)__init__\.pyi?$/.test(id);

/** Inside a function: it runs when called, not when the file is loaded. */
export const isDeferred = (blocks: readonly Block[]): boolean =>
	blocks.some((block) => block.keyword === "def");

/** Under `if TYPE_CHECKING:`: it never runs. */
export const isTyping = (blocks: readonly Block[]): boolean =>
	blocks.some((block) => block.typeChecking);

/** The function or class that a statement stands in, by the offset of its header; -1 for the module. */
export const scopeStart = (blocks: readonly Block[]): number =>
	blocks.findLast((b) => b.keyword === "def" || b.keyword === "class")?.start ??
	-1;

export const bindingOf = (
	statement: ImportStatement,
	index: number,
): { name: string; start: number } => {
	const imported = statement.names[index];
	if (!imported) throw new Error(`no name ${index} in an import`);
	if (imported.alias) return imported.alias;
	const name =
		statement.kind === "import"
			? (imported.name.split(".")[0] as string)
			: imported.name;
	return { name, start: imported.start };
};

function utf16Length(latin1: string, first: boolean): number {
	const text =
		first && latin1.startsWith("\u00ef\u00bb\u00bf") ? latin1.slice(3) : latin1;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is what is asked for
	if (/^[\x00-\x7f]*$/.test(text)) return text.length;
	const bytes = Buffer.from(text, "latin1");
	const decoded = bytes.toString("utf8");
	return decoded.includes("\ufffd") ? text.length : decoded.length;
}

/** Can `from parent import tail` bind the module? Not for one at the top level. */
export const isModuleBinding = (module: string): boolean =>
	module.includes(".");
