/**
 * Builds a file's scopes and occurrences from lezer's tree. The text goes in as latin1, so that offsets are
 * bytes. lezer recovers from anything, and about three valid files in a hundred carry error nodes; so a name in
 * a statement with an error node is marked doubtful, and `unplaced` finds the names that the tree has lost.
 */

import type { Body, Occurrence, Scope, ScopeTree } from "../scope.js";
import type { Scan } from "../source/syntax.js";
import { typeComments } from "../source/type-comments.js";
import {
	isTypePart,
	TypingNames,
	typeArguments,
} from "../source/typed-places.js";
import { parsePython } from "./parser.js";

type Node = ReturnType<typeof parsePython>["topNode"];
type Quoted = Occurrence["quoted"];

/** A statement, or the header of a compound one; an error node in it makes its names doubtful. */
interface Frame {
	broken: boolean;
}

interface Place {
	readonly scope: Scope;
	readonly deferred: boolean;
	readonly frame: Frame;
	/** Inside an annotation, where a string is code. */
	readonly annotation: boolean;
}

/** Returns null for a file nested too deep to walk. */
export function readScopes(text: string, scan: Scan): ScopeTree | null {
	const walk = new Walk();
	try {
		walk.file(text, scan);
	} catch (error) {
		// The walk recurses as deep as the source nests; CPython refuses such a file, too.
		if (error instanceof RangeError) return null;
		throw error;
	}
	return walk.result();
}

function newScope(kind: Scope["kind"], parent: Scope | null): Scope {
	return {
		kind,
		parent,
		bound: new Set(),
		declared: new Map(),
		star: false,
	};
}

function children(node: Node): readonly Node[] {
	const found: Node[] = [];
	for (let child = node.firstChild; child; child = child.nextSibling)
		found.push(child);
	return found;
}

type Visitor = (walk: Walk, node: Node, place: Place) => void;

const list =
	(
		visit: (walk: Walk, nodes: readonly Node[], place: Place) => void,
	): Visitor =>
	(walk, node, place) =>
		visit(walk, children(node), place);

/** What to do with the nodes whose children are more than a row of expressions. */
const VISITORS: Readonly<Record<string, Visitor>> = {
	VariableName: (walk, node, place) => walk.add(node, "load", place),
	PropertyName: (walk, node) => walk.mark(node),
	MemberExpression: (walk, node, place) => walk.member(node, place, "load"),
	AttributePattern: list((walk, nodes, place) => walk.dotted(nodes, place)),
	Decorator: list((walk, nodes, place) => walk.dotted(nodes, place)),
	String: (walk, node, place) => walk.literal(node, place),
	TypeDef: (walk, node, place) =>
		walk.all(children(node), { ...place, annotation: true }),
	AssignStatement: list((walk, nodes, place) =>
		walk.assign(nodes, place, "AssignOp"),
	),
	UpdateStatement: list((walk, nodes, place) =>
		walk.assign(nodes, place, "UpdateOp"),
	),
	ForStatement: list((walk, nodes, place) => walk.clauses(nodes, place, place)),
	WithStatement: list((walk, nodes, place) => walk.asTargets(nodes, place)),
	TryStatement: list((walk, nodes, place) => walk.asTargets(nodes, place)),
	AsPattern: list((walk, nodes, place) => walk.asTargets(nodes, place)),
	CapturePattern: list((walk, nodes, place) => walk.captures(nodes, place)),
	KeywordPattern: list((walk, nodes, place) => walk.keywords(nodes, place)),
	ArgList: (walk, node, place) => walk.args(node, place),
	NamedExpression: list((walk, nodes, place) => walk.walrus(nodes, place)),
	DeleteStatement: list((walk, nodes, place) => walk.deletes(nodes, place)),
	ScopeStatement: list((walk, nodes, place) =>
		walk.scopeStatement(nodes, place),
	),
	ImportStatement: list((walk, nodes, place) => walk.imported(nodes, place)),
	FunctionDefinition: list((walk, nodes, place) => walk.callable(nodes, place)),
	LambdaExpression: list((walk, nodes, place) => walk.callable(nodes, place)),
	ClassDefinition: list((walk, nodes, place) => walk.classBody(nodes, place)),
	TypeDefinition: list((walk, nodes, place) => walk.typeAlias(nodes, place)),
};

/** By the number of the node's type: each node of a file is asked. */
const statements: boolean[] = [];

function isStatement({ type: { id, name } }: Node): boolean {
	statements[id] ??= /(?:Statement|Definition|Clause)$/.test(name);
	return statements[id];
}

class Walk {
	readonly #module = newScope("module", null);
	/** Whether a name is doubtful is known at the end of its statement. */
	readonly #found: {
		occurrence: { -readonly [K in keyof Occurrence]: Occurrence[K] };
		frame: Frame;
	}[] = [];
	readonly #placed = new Set<number>();
	readonly #bodies: Body[] = [];
	/** Start of each node outside of annotations that is a type all the same. */
	readonly #types = new Set<number>();
	#typing = new TypingNames({ imports: [] });
	#text = "";
	#shift = 0;
	#quoted: Quoted = null;

	file(text: string, scan: Scan): void {
		this.#typing = new TypingNames(scan);
		const place = {
			scope: this.#module,
			deferred: false,
			frame: { broken: false },
			annotation: false,
		};
		this.#parse(text, 0, null, place);
		for (const comment of typeComments(text, scan, this.#module, this.#bodies))
			this.#parse(comment.code, comment.start, "comment", {
				...place,
				scope: comment.scope,
				deferred: comment.scope.kind === "function",
				frame: { broken: false },
			});
	}

	result(): ScopeTree {
		for (const { occurrence, frame } of this.#found)
			occurrence.doubtful = frame.broken;
		const occurrences = this.#found
			.map(({ occurrence }) => occurrence)
			.sort((a, b) => a.start - b.start);
		return {
			module: this.#module,
			occurrences,
			placed: this.#placed,
			bodies: this.#bodies,
		};
	}

	#parse(text: string, shift: number, quoted: Quoted, place: Place): void {
		const saved = [this.#text, this.#shift, this.#quoted] as const;
		[this.#text, this.#shift, this.#quoted] = [text, shift, quoted];
		for (const child of children(parsePython(text).topNode))
			this.#visit(child, place);
		[this.#text, this.#shift, this.#quoted] = saved;
	}

	add(
		node: Node,
		role: Occurrence["role"],
		place: Place,
		attributes: readonly Node[] = [],
		access: Occurrence["access"] = "load",
	): void {
		const at = (n: Node) => ({
			name: this.#text.slice(n.from, n.to),
			start: n.from + this.#shift,
			end: n.to + this.#shift,
		});
		const name = at(node);
		for (const n of [node, ...attributes])
			this.#placed.add(n.from + this.#shift);
		if (role !== "load" && this.#quoted === null)
			place.scope.bound.add(name.name);
		const { parent } = attributes.at(-1) ?? node;
		const printed = parent?.name === "MemberExpression" ? parent : node;
		this.#found.push({
			frame: place.frame,
			occurrence: {
				...name,
				scope: place.scope,
				role: this.#quoted === null ? role : "load",
				attributes: attributes.map(at),
				access,
				deferred: place.deferred,
				quoted: this.#quoted,
				doubtful: false,
				printed:
					printed.parent?.name === "FormatReplacement" &&
					printed.nextSibling?.name === "FormatSelfDoc",
			},
		});
	}

	/** Identifiers that are no variables: keywords of calls, names of modules in imports. */
	mark(node: Node): void {
		this.#placed.add(node.from + this.#shift);
	}

	all(nodes: Iterable<Node>, place: Place): void {
		for (const node of nodes) this.#visit(node, place);
	}

	#visit(node: Node, around: Place): void {
		const outer = this.#types.has(node.from + this.#shift)
			? { ...around, annotation: true }
			: around;
		if (node.type.isError) {
			outer.frame.broken = true;
			this.all(children(node), outer);
			return;
		}
		const place = isStatement(node)
			? { ...outer, frame: { broken: false } }
			: outer;
		const visitor = VISITORS[node.name];
		if (visitor) visitor(this, node, place);
		else if (node.name.includes("Comprehension"))
			this.comprehension(children(node), place);
		else this.all(children(node), place);
	}

	/** `m.X.y`, or a subscript or a call in the middle, whose object is a chain of its own. */
	member(node: Node, place: Place, access: Occurrence["access"]): void {
		const attributes: Node[] = [];
		let at = node;
		for (;;) {
			const [object, dot, property] = children(at);
			const last = at.lastChild;
			if (
				!object ||
				dot?.name !== "." ||
				property?.name !== "PropertyName" ||
				property.from !== last?.from
			)
				break;
			attributes.unshift(property);
			at = object;
			if (at.name !== "MemberExpression") break;
		}
		if (at.name === "VariableName") {
			this.add(at, "load", place, attributes, access);
			return;
		}
		for (const attribute of attributes) this.mark(attribute);
		if (at === node) this.#subscript(children(at), place);
		else this.#visit(at, place);
	}

	/** `m.X[...]`: the parts of a generic are types, wherever it stands. */
	#subscript(nodes: readonly Node[], place: Place): void {
		const [object, open] = nodes;
		if (!object || open?.name !== "[") {
			this.all(nodes, place);
			return;
		}
		this.#visit(object, place);
		const name = this.#written(object);
		const generic = place.annotation || this.#typing.isGeneric(name);
		const last = this.#typing.of(name) ?? name.slice(name.lastIndexOf(".") + 1);
		let index = 0;
		for (const node of nodes.slice(1)) {
			if (node.name === ",") index++;
			this.#visit(node, {
				...place,
				annotation: generic && isTypePart(last, index),
			});
		}
	}

	/** The arguments of a call are no types, unless `typing` takes them for some. */
	args(node: Node, place: Place): void {
		const nodes = children(node);
		const callee = node.prevSibling && this.#written(node.prevSibling);
		const name = callee === null ? null : this.#typing.of(callee);
		if (name !== null)
			for (const type of typeArguments(name, nodes, this.#written))
				this.#types.add(type.from + this.#shift);
		this.keywords(nodes, { ...place, annotation: false });
	}

	readonly #written = (node: Node): string =>
		this.#text.slice(node.from, node.to).replaceAll(/\s/g, "");

	/** Decorators and class patterns spell a chain as a flat list: `VariableName . VariableName`. */
	dotted(nodes: readonly Node[], place: Place): void {
		const first = nodes.findIndex((n) => n.name === "VariableName");
		if (first < 0) {
			this.all(nodes, place);
			return;
		}
		const attributes: Node[] = [];
		let next = first + 1;
		while (
			nodes[next]?.name === "." &&
			/^(VariableName|PropertyName)$/.test(nodes[next + 1]?.name ?? "")
		) {
			attributes.push(nodes[next + 1] as Node);
			next += 2;
		}
		this.add(nodes[first] as Node, "load", place, attributes);
		this.all(nodes.slice(next), place);
	}

	/** A string in an annotation is code (PEP 484 "forward references"). */
	literal(node: Node, place: Place): void {
		// The parts of "a" "b" are no annotation by themselves.
		const alone = node.parent?.name !== "ContinuedString";
		if (!alone || !place.annotation || this.#quoted) return;
		const source = this.#text.slice(node.from, node.to);
		const found = /^[uU]?("""|'''|"|')([^\\]*)\1$/.exec(source);
		if (!found) return;
		const start =
			node.from +
			source.indexOf(found[1] as string) +
			(found[1] as string).length;
		this.#parse(found[2] as string, start + this.#shift, "string", {
			...place,
			frame: { broken: false },
		});
	}

	target(node: Node, place: Place, role: "bind" | "delete"): void {
		switch (node.name) {
			case "VariableName":
				this.add(node, role, place);
				break;
			case "MemberExpression":
				this.member(node, place, role === "bind" ? "store" : "delete");
				break;
			case "TupleExpression":
			case "ArrayExpression":
			case "ParenthesizedExpression":
				for (const child of children(node)) this.target(child, place, role);
				break;
			default:
				this.#visit(node, place);
		}
	}

	assign(nodes: readonly Node[], place: Place, operator: string): void {
		const last = nodes.findLastIndex((n) => n.name === operator);
		const end = last < 0 ? nodes.length : last;
		const [, annotation] = nodes;
		// PEP 613: the value of `x: TypeAlias = "..."` is a type.
		if (
			annotation?.name === "TypeDef" &&
			last >= 0 &&
			/(?:^|[.:\s])TypeAlias$/.test(this.#written(annotation))
		)
			for (const value of nodes.slice(last))
				this.#types.add(value.from + this.#shift);
		nodes.forEach((node, i) => {
			if (i < end) this.target(node, place, "bind");
			else this.#visit(node, place);
		});
	}

	/** `for targets in iterable`, as a statement or in a comprehension; the first iterable belongs outside. */
	clauses(nodes: readonly Node[], place: Place, outside: Place): void {
		let part: "element" | "targets" | "iterable" = "element";
		let first = true;
		for (const node of nodes) {
			if (node.name === "for") part = "targets";
			else if (node.name === "in" && part === "targets") part = "iterable";
			else if (part === "targets") this.target(node, place, "bind");
			else if (part === "iterable") {
				this.#visit(node, first ? outside : place);
				first = false;
				part = "element";
			} else this.#visit(node, place);
		}
	}

	comprehension(nodes: readonly Node[], place: Place): void {
		const scope = newScope("comprehension", place.scope);
		this.clauses(nodes, { ...place, scope }, place);
	}

	/** PEP 572: a walrus in a comprehension binds in the scope around it. */
	walrus(nodes: readonly Node[], place: Place): void {
		let scope = place.scope;
		while (scope.kind === "comprehension" && scope.parent) scope = scope.parent;
		const [name, ...rest] = nodes;
		if (name) this.target(name, { ...place, scope }, "bind");
		this.all(rest, place);
	}

	captures(nodes: readonly Node[], place: Place): void {
		for (const node of nodes) this.target(node, place, "bind");
	}

	deletes(nodes: readonly Node[], place: Place): void {
		for (const node of nodes) this.target(node, place, "delete");
	}

	asTargets(nodes: readonly Node[], place: Place): void {
		nodes.forEach((node, i) => {
			if (nodes[i - 1]?.name === "as") this.target(node, place, "bind");
			else this.#visit(node, place);
		});
	}

	/** `f(m=m.X)` and `case P(m=x)`: the name before `=` is a keyword. */
	keywords(nodes: readonly Node[], place: Place): void {
		// `f(m.X for m in y)`: the only argument is a generator, without brackets of its own.
		if (nodes.some((n) => n.name === "for")) {
			this.comprehension(nodes, place);
			return;
		}
		nodes.forEach((node, i) => {
			const keyword =
				node.name === "VariableName" &&
				(nodes[i + 1]?.name === "AssignOp" || nodes[i + 1]?.name === "=");
			const attribute =
				node.name === "VariableName" &&
				i === 0 &&
				node.parent?.name === "KeywordPattern";
			if (keyword || attribute) this.mark(node);
			else this.#visit(node, place);
		});
	}

	scopeStatement(nodes: readonly Node[], place: Place): void {
		const how = nodes[0]?.name === "nonlocal" ? "nonlocal" : "global";
		for (const node of nodes) {
			if (node.name !== "VariableName") continue;
			this.mark(node);
			const name = this.#text.slice(node.from, node.to);
			place.scope.declared.set(name, how);
			if (how === "global") this.#module.bound.add(name);
		}
	}

	imported(nodes: readonly Node[], place: Place): void {
		const from = nodes.some((n) => n.name === "from");
		const start = from ? nodes.findIndex((n) => n.name === "import") : 0;
		nodes.slice(0, start).forEach((n) => {
			if (n.name === "VariableName") this.mark(n);
		});
		const list = nodes.slice(start);
		list.forEach((node, i) => {
			if (node.type.isError) place.frame.broken = true;
			if (node.name === "*") place.scope.star = true;
			if (node.name !== "VariableName") return;
			const before = list[i - 1]?.name;
			const after = list[i + 1]?.name;
			// `import a.b as c` binds c, `import a.b` binds a; in `a.b` the b is a part of the module's name.
			const renamed = after === "as" || this.#dottedAlias(list, i);
			if (before === "." || (renamed && before !== "as")) this.mark(node);
			else this.add(node, "import", place);
		});
	}

	#dottedAlias(list: readonly Node[], i: number): boolean {
		let next = i + 1;
		while (list[next]?.name === ".") next += 2;
		return list[next]?.name === "as";
	}

	/** Decorators are visited by their own node; defaults and annotations belong to the scope around. */
	callable(nodes: readonly Node[], place: Place): void {
		const scope = newScope("function", place.scope);
		const inside = { ...place, scope, deferred: true, annotation: false };
		let named = false;
		for (const node of nodes) {
			if (
				node.name === "VariableName" &&
				!named &&
				nodes.some((n) => n.name === "def")
			) {
				this.add(node, "bind", place);
				named = true;
			} else if (node.name === "ParamList")
				this.#parameters(children(node), inside, place);
			else if (node.name === "TypeParamList")
				this.#typeParameters(node, inside);
			else if (node.name === "TypeDef" || node.type.isError)
				this.#visit(node, place);
			else {
				if (node.name === "Body") this.#body(scope, node);
				this.#visit(node, inside);
			}
		}
	}

	#parameters(nodes: readonly Node[], inside: Place, place: Place): void {
		let value = false;
		for (const node of nodes) {
			if (node.name === ",") value = false;
			else if (node.name === "AssignOp") value = true;
			else if (node.name === "VariableName" && !value)
				this.add(node, "bind", inside);
			else if (node.name === "TupleExpression" && !value)
				this.target(node, inside, "bind");
			else this.#visit(node, place);
		}
	}

	#body(scope: Scope, { from, to }: Node): void {
		if (this.#quoted === null)
			this.#bodies.push({ scope, start: from, end: to });
	}

	#typeParameters(list: Node, inside: Place): void {
		for (const parameter of children(list)) {
			let first = true;
			for (const node of children(parameter)) {
				if (node.name === "VariableName" && first) {
					this.add(node, "bind", inside);
					first = false;
				} else this.#visit(node, inside);
			}
		}
	}

	classBody(nodes: readonly Node[], place: Place): void {
		const scope = newScope("class", place.scope);
		const inside = { ...place, scope };
		let named = false;
		for (const node of nodes) {
			if (node.name === "VariableName" && !named) {
				this.add(node, "bind", place);
				named = true;
			} else if (node.name === "TypeParamList")
				this.#typeParameters(node, inside);
			else if (node.name === "Body") {
				this.#body(scope, node);
				this.#visit(node, inside);
			} else this.#visit(node, place);
		}
	}

	typeAlias(nodes: readonly Node[], place: Place): void {
		const inside = {
			...place,
			scope: newScope("function", place.scope),
			deferred: true,
		};
		nodes.forEach((node, i) => {
			if (i === 1) this.target(node, place, "bind");
			else if (node.name === "TypeParamList")
				this.#typeParameters(node, inside);
			else this.#visit(node, { ...inside, annotation: true });
		});
	}
}
