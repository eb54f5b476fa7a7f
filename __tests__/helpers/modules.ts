/**
 * What our own modules import, mention and call, read with a parser: a regular expression would take a comment or
 * a string for code.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type Comment, parseSync } from "oxc-parser";

export interface Import {
	/** As written; a root-relative path without ending for a relative one. */
	readonly target: string;
	readonly typeOnly: boolean;
	readonly dynamic: boolean;
}

export interface Module {
	/** Root-relative, POSIX. */
	readonly path: string;
	readonly text: string;
	readonly imports: readonly Import[];
	readonly comments: readonly Comment[];
	/** Every identifier and every string, import specifiers left out. */
	readonly words: readonly string[];
	/** Names used as values that the module does not take from an object: `process`, `Date`. */
	readonly references: ReadonlySet<string>;
	/** Names of functions called, `writeFile` for `fs.promises.writeFile()`, too. */
	readonly calls: ReadonlySet<string>;
}

type Node = { readonly type: string } & Record<string, unknown>;

/** All TypeScript modules below the directories. */
export function readModules(
	root: string,
	directories: readonly string[],
): Module[] {
	return directories.flatMap((directory) =>
		readdirSync(join(root, directory), { recursive: true, encoding: "utf8" })
			.map((name) => posix.join(directory, name.replaceAll("\\", "/")))
			.filter((path) => path.endsWith(".ts"))
			.sort()
			.map((path) => readModule(root, path)),
	);
}

function readModule(root: string, path: string): Module {
	const text = readFileSync(join(root, path), "utf8");
	const { program, module, comments, errors } = parseSync(path, text);
	if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
	const imports: Import[] = [];
	const add = (specifier: string, typeOnly: boolean, dynamic = false) =>
		imports.push({ target: targetOf(path, specifier), typeOnly, dynamic });
	for (const { moduleRequest, entries } of module.staticImports)
		add(
			moduleRequest.value,
			entries.length > 0 && entries.every((entry) => entry.isType),
		);
	for (const { entries } of module.staticExports)
		for (const { moduleRequest, isType } of entries)
			if (moduleRequest) add(moduleRequest.value, isType);
	for (const { moduleRequest } of module.dynamicImports) {
		const written = text.slice(moduleRequest.start, moduleRequest.end);
		// One that is computed names no module.
		const literal = /^(["'])(.*)\1$/.exec(written)?.[2];
		if (literal !== undefined) add(literal, false, true);
	}

	const words: string[] = [];
	const references = new Set<string>();
	const calls = new Set<string>();
	walk(program as unknown as Node, null, "", (node, parent, key) => {
		if (node.type === "Literal" && typeof node.value === "string") {
			if (!isSpecifier(parent)) words.push(node.value);
		} else if (node.type === "TemplateElement")
			words.push((node.value as { raw: string }).raw);
		else if (node.type === "Identifier") {
			words.push(node.name as string);
			if (!isKey(parent, key)) references.add(node.name as string);
		} else if (node.type === "CallExpression") {
			const name = calledName(node);
			if (name) calls.add(name);
			const [first] = node.arguments as Node[];
			if (name === "require" && typeof first?.value === "string")
				add(first.value, false, true);
		}
	});
	return { path, text, imports, comments, words, references, calls };
}

function targetOf(path: string, specifier: string): string {
	if (!specifier.startsWith(".")) return specifier;
	return posix.join(posix.dirname(path), specifier).replace(/\.js$/, "");
}

function calledName(call: Node): string | null {
	const callee = call.callee as Node;
	const name = callee.type === "MemberExpression" ? callee.property : callee;
	const identifier = name as Node;
	return identifier.type === "Identifier" ? (identifier.name as string) : null;
}

function isSpecifier(parent: Node | null): boolean {
	return /^(?:Import|Export)/.test(parent?.type ?? "");
}

/** `a.b`, `{b: 1}`, `b() {}`: a name of a property, not of a variable. */
function isKey(parent: Node | null, key: string): boolean {
	if (!parent || parent.computed === true) return false;
	if (parent.type === "Property") return key === "key" && !parent.shorthand;
	return (
		(parent.type === "MemberExpression" && key === "property") || key === "key"
	);
}

function walk(
	node: Node,
	parent: Node | null,
	key: string,
	visit: (node: Node, parent: Node | null, key: string) => void,
): void {
	visit(node, parent, key);
	for (const [name, value] of Object.entries(node))
		for (const child of Array.isArray(value) ? value : [value])
			if (child && typeof child === "object" && "type" in child)
				walk(child as Node, node, name, visit);
}
