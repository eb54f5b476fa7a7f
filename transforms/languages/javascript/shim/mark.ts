/**
 * Marks every name that a script hands on with a JSDoc `@deprecated` of its own, so that editors and linters strike
 * it through where it is imported. TypeScript reads the tag on an export specifier, not on the statement around it,
 * and on no `export *` at all; so each specifier gets one, and stars are spelled out.
 *
 *   export { A } from "./a";      export { /** @deprecated ... *\/ A } from "./a";
 *   export * from "./a";          export { A, type T } from "./a", each with its mark
 */
import type {
	ShimContext,
	ShimModule,
	ShimOptions,
} from "../../../core/shims.js";
import { lineEnding } from "../../../core/text-edits.js";
import type { Edit, SourceFile } from "../../../core/types.js";
import { handedOn } from "../facts/declared.js";
import { calleeName } from "../source/calls.js";
import { parse } from "../source/parse.js";
import {
	bare,
	child,
	children,
	type Node,
	nameOf,
	stringOf,
} from "../source/tree.js";
import { deprecationComment, replacement } from "./replacement.js";
import { isTypeOnly, starNames } from "./stars.js";

export interface Marks {
	readonly edits: readonly Edit[];
	readonly notes: readonly string[];
	/** Names that are handed on, marked or not. */
	readonly handedOn: number;
	/** What to write instead, one line for each name. */
	readonly lines: readonly string[];
}

export function markNames(
	file: SourceFile,
	module: ShimModule,
	context: ShimContext,
	options: ShimOptions,
): Marks {
	const marker = new Marker(file, module, context, options);
	for (const statement of children(parse(file).program, "body"))
		marker.statement(statement);
	return marker;
}

const ENDS_DEPRECATED =
	/\/\*\*(?:(?!\*\/)[\s\S])*@deprecated\b(?:(?!\*\/)[\s\S])*\*\/\s*$/;

class Marker implements Marks {
	readonly edits: Edit[] = [];
	readonly notes: string[] = [];
	readonly lines: string[] = [];
	handedOn = 0;
	readonly #text: string;
	readonly #path: string;
	readonly #module: ShimModule;
	readonly #context: ShimContext;
	readonly #options: ShimOptions;
	readonly #eol: string;
	readonly #indent: string;
	/** How the shim writes a module of its own tree, for names that come by way of a variable. */
	readonly #near: string;

	constructor(
		{ text, path }: SourceFile,
		module: ShimModule,
		context: ShimContext,
		options: ShimOptions,
	) {
		this.#text = text;
		this.#path = path;
		this.#module = module;
		this.#context = context;
		this.#options = options;
		this.#eol = lineEnding(text);
		const loads = context.graph.facts(module.id)?.loads ?? [];
		this.#near =
			loads.find(({ specifier }) => specifier.startsWith("."))?.specifier ??
			"./";
		this.#indent = /^\t/m.test(text) ? "\t" : "  ";
	}

	statement(node: Node): void {
		switch (node.type) {
			case "ExportNamedDeclaration":
				if (child(node, "declaration")) this.#declaration(node);
				else this.#specifiers(node);
				break;
			case "ExportAllDeclaration":
				if (child(node, "exported")) this.#namespace(node);
				else this.#star(node);
				break;
			case "ExportDefaultDeclaration":
				if (handedOn(child(node, "declaration")) && this.#isHandedOn("default"))
					this.#before(node, "default", this.#near);
				break;
			case "ExpressionStatement":
				this.#commonJs(child(node, "expression"), node);
				break;
			case "TSExportAssignment":
				this.#note(node, "export = can't be marked name by name");
				break;
			default:
		}
	}

	#note({ start }: Node, what: string): void {
		const line = this.#text.slice(0, start).split("\n").length;
		this.notes.push(`${this.#path}:${line} ${what}`);
	}

	/** Do the rules move the name, and does it come from another module? */
	#isHandedOn(name: string): boolean {
		const { graph, rules } = this.#context;
		const own = rules.forModule(this.#module.key);
		if (own && !own.all && !own.names.has(name)) return false;
		const end = graph.resolve(this.#module.id, name);
		return !(end.kind === "definition" && end.module === this.#module.id);
	}

	/** The comment for a name; null where it warns nobody. */
	#comment(name: string, near: string, typed: boolean): string | null {
		if (this.#options.silent.includes(name)) return null;
		const typeOnly =
			typed || isTypeOnly(name, this.#module.id, this.#context.graph);
		const found = replacement(
			name,
			typeOnly,
			near,
			this.#module,
			this.#context,
		);
		if (found && !this.lines.includes(found.line)) this.lines.push(found.line);
		if (!found) this.notes.push(`${this.#path}: nothing else gives ${name}`);
		return deprecationComment(found, this.#module, this.#options.removeIn);
	}

	#isMarked(at: number): boolean {
		return ENDS_DEPRECATED.test(this.#text.slice(0, at));
	}

	/** In front of a whole statement. */
	#before(node: Node, name: string, near: string): void {
		this.handedOn++;
		const comment = this.#comment(name, near, false);
		if (comment === null || this.#isMarked(node.start)) return;
		this.edits.push({
			start: node.start,
			end: node.start,
			text: `${comment}${this.#eol}`,
		});
	}

	#declaration(node: Node): void {
		const declaration = child(node, "declaration");
		const [only, ...more] = children(declaration, "declarations");
		if (declaration?.type !== "VariableDeclaration" || !only) return;
		const name = nameOf(child(only, "id"));
		if (
			name !== null &&
			more.length === 0 &&
			handedOn(child(only, "init")) &&
			this.#isHandedOn(name)
		)
			this.#before(node, name, this.#near);
	}

	/** `exports.X = require("./m").X` */
	#commonJs(expression: Node | null, statement: Node): void {
		if (expression?.type !== "AssignmentExpression") return;
		const target = calleeName(child(expression, "left")) ?? "";
		const name = /^(?:module\.)?exports\.([\w$]+)$/.exec(target)?.[1];
		const value = handedOn(bare(child(expression, "right")));
		if (name !== undefined && name !== "exports" && value) {
			const near = value.kind === "import" ? value.specifier : this.#near;
			if (this.#isHandedOn(name)) this.#before(statement, name, near);
		} else if (target === "module.exports") {
			this.handedOn++;
			this.#note(
				statement,
				"module.exports can't be marked name by name; --runtime-warning tells whoever loads it",
			);
		}
	}

	#specifiers(node: Node): void {
		const near = stringOf(child(node, "source")) ?? this.#near;
		const typed = node.exportKind === "type";
		const marks: { readonly at: Node; readonly comment: string }[] = [];
		const all = children(node, "specifiers");
		for (const specifier of all) {
			const name = nameOf(child(specifier, "exported"));
			if (name === null || !this.#isHandedOn(name)) continue;
			this.handedOn++;
			const comment = this.#comment(
				name,
				near,
				typed || specifier.exportKind === "type",
			);
			if (comment !== null && !this.#isMarked(specifier.start))
				marks.push({ at: specifier, comment });
		}
		const first = all[0];
		if (marks.length === 0 || !first) return;
		const open = this.#text.lastIndexOf("{", first.start);
		const close = this.#text.indexOf("}", (all.at(-1) as Node).end);
		const clause = this.#text.slice(open, close);
		if (clause.includes("\n") || /\/[/*]/.test(clause))
			for (const { at, comment } of marks) this.#inFront(at, comment);
		else
			this.#laidOut(
				open,
				close,
				all,
				new Map(marks.map((m) => [m.at, m.comment])),
			);
	}

	/** On a line of its own where the specifier starts one, else on the same line. */
	#inFront({ start }: Node, comment: string): void {
		const line = this.#text.lastIndexOf("\n", start - 1) + 1;
		const indent = this.#text.slice(line, start);
		const gap = /^[ \t]*$/.test(indent) ? `${this.#eol}${indent}` : " ";
		this.edits.push({ start, end: start, text: comment + gap });
	}

	/** A clause on one line becomes one with a line for each name. */
	#laidOut(
		open: number,
		close: number,
		all: readonly Node[],
		comments: ReadonlyMap<Node, string>,
	): void {
		const gap = `${this.#eol}${this.#indent}`;
		let from = open + 1;
		for (const specifier of all) {
			const comment = comments.get(specifier);
			this.edits.push({
				start: from,
				end: specifier.start,
				text: `${gap}${comment === undefined ? "" : comment + gap}`,
			});
			const comma = this.#text.indexOf(",", specifier.end);
			from = comma >= 0 && comma < close ? comma + 1 : specifier.end;
		}
		this.edits.push({
			start: from,
			end: close,
			text: this.#text[from - 1] === "," ? this.#eol : `,${this.#eol}`,
		});
	}

	#star(node: Node): void {
		const specifier = stringOf(child(node, "source")) ?? "";
		const names = starNames(specifier, this.#module.id, this.#context.graph);
		if (typeof names === "string") {
			this.#note(node, `hands on everything and stays unmarked: ${names}`);
			return;
		}
		const typed = node.exportKind === "type";
		const own = this.#context.rules.forModule(this.#module.key);
		if (own && !own.all) {
			this.#note(node, "hands on everything; the rules move single names");
			return;
		}
		const gap = `${this.#eol}${this.#indent}`;
		const clause = names.map(({ name, typeOnly }) => {
			this.handedOn++;
			const comment = this.#comment(name, specifier, typed);
			const modifier = typeOnly && !typed ? "type " : "";
			return `${gap}${comment === null ? "" : comment + gap}${modifier}${name},`;
		});
		const star = this.#starOf(node);
		if (names.length === 0) return;
		this.edits.push({
			start: star,
			end: star + 1,
			text: `{${clause.join("")}${this.#eol}}`,
		});
	}

	#starOf({ start }: Node): number {
		const words = /^export\s+(?:type\s+)?/.exec(this.#text.slice(start))?.[0];
		return this.#text.indexOf("*", start + (words?.length ?? 0));
	}

	/** `export * as ns`: TypeScript keeps no mark on it, so it becomes an import and a marked specifier. */
	#namespace(node: Node): void {
		const exported = child(node, "exported");
		const name = nameOf(exported);
		const facts = this.#context.graph.facts(this.#module.id);
		if (name === null || !exported || !this.#isHandedOn(name)) return;
		this.handedOn++;
		if (
			exported.type !== "Identifier" ||
			name === "default" ||
			facts?.locals.has(name)
		) {
			this.#note(node, `export * as ${name} can't be marked`);
			return;
		}
		const near = stringOf(child(node, "source")) ?? this.#near;
		const typed = node.exportKind === "type";
		const comment = this.#comment(name, near, typed);
		if (comment === null) return;
		const semicolon = this.#text[node.end - 1] === ";" ? ";" : "";
		const gap = `${this.#eol}${this.#indent}`;
		this.edits.push(
			{ start: node.start, end: node.start + "export".length, text: "import" },
			{
				start: node.end,
				end: node.end,
				text: `${this.#eol}export ${typed ? "type " : ""}{${gap}${comment}${gap}${name},${this.#eol}}${semicolon}`,
			},
		);
	}
}
