/**
 * A Python module seen as a shim: its statements at module scope, each as what it is to the module's names. All that
 * is none of imports, aliases, `__all__` and a deprecation warning is `other`, with the words for a reader.
 *
 *   from p.ws import WSM        import
 *   Manager = WSM               alias
 *   warnings.warn("moved", DeprecationWarning)      warning
 *   register(WSM)               other, "calls register"
 */
import type { ModuleFacts } from "../../../core/facts.js";
import type { Besides } from "../../../core/shims.js";
import { effectOf, headerEffect, written } from "../facts/effects.js";
import type { OpenBlock } from "../source/blocks.js";
import { LineCounter } from "../source/chars.js";
import type { ReadImport } from "../source/imports.js";
import { dottedPath, type Piece, readPieces } from "../source/pieces.js";
import { readStatement, type Statement } from "../source/statements.js";
import { walkPython } from "../source/walk.js";

interface Place {
	readonly start: number;
	readonly end: number;
	/** 1-based. */
	readonly line: number;
}

export type Item = Place &
	(
		| { readonly kind: "string" | "pass" | "all" | "warning" }
		| { readonly kind: "import"; readonly statement: ReadImport }
		| {
				readonly kind: "alias";
				readonly names: readonly string[];
				/** The name that its value starts from. */
				readonly root: string;
		  }
		/** `if TYPE_CHECKING:`, as a whole. */
		| { readonly kind: "typing" }
		| { readonly kind: "other"; readonly what: string }
	);

/** What runs at module scope, in source order. */
export function moduleItems(text: string): readonly Item[] {
	const lines = new LineCounter(text);
	const items: Item[] = [];
	const at = (start: number, end: number): Place => ({
		start,
		end,
		line: lines.at(start),
	});
	walkPython(text, {
		open(block) {
			if (block.parent) return;
			const place = at(block.start, block.end);
			items.push(
				block.typeChecking
					? { kind: "typing", ...place }
					: { kind: "other", what: headOf(text, block), ...place },
			);
		},
		simple(start, end, block) {
			if (!block)
				items.push({ ...at(start, end), ...itemOf(text, start, end) });
		},
		imported(statement, block) {
			if (!block)
				items.push({
					kind: "import",
					statement,
					...at(statement.start, statement.end),
				});
		},
		string() {},
		comment() {},
		problem() {},
	});
	return items;
}

/** The first line of a block, as far as a reader needs it. */
function headOf(text: string, block: OpenBlock): string {
	const head = text.slice(block.start, block.end - 1).replace(/\s+/g, " ");
	const definition = /^(?:async )?(?:def|class) \w+/.exec(head)?.[0];
	if (definition)
		return `defines ${definition.replace(/^(?:async )?def /, "")}`;
	return `runs ${head.length > 60 ? `${head.slice(0, 57)}...` : head}`;
}

type Simple =
	| { readonly kind: "string" | "pass" | "all" | "warning" }
	| { readonly kind: "alias"; names: readonly string[]; root: string }
	| { readonly kind: "other"; readonly what: string };

const WARN = /^(?:\w*warnings\.)?warn$/;
const DEPRECATION =
	/\b(?:Pending)?DeprecationWarning\b|\bFutureWarning\b|\bRemovedIn\w*Warning\b/;

function itemOf(text: string, start: number, end: number): Simple {
	const code = text.slice(start, end);
	if (code === "pass") return { kind: "pass" };
	const pieces = readPieces(text, start, end);
	if (pieces.every(({ kind }) => kind === "string")) return { kind: "string" };
	const statement = readStatement(text, start, end);
	if (statement.kind === "call") {
		const callee = statement.callee?.join(".") ?? "";
		if (WARN.test(callee) && DEPRECATION.test(code)) return { kind: "warning" };
		if (callee.startsWith("__all__.")) return { kind: "all" };
	}
	return (
		assigned(text, statement) ?? {
			kind: "other",
			what:
				effectOf(text, statement, null, () => false) ??
				`runs ${written(text, pieces)}`,
		}
	);
}

function assigned(text: string, statement: Statement): Simple | null {
	if (statement.kind !== "assign") return null;
	const targets = statement.targets.flatMap((entry) => entry.targets);
	const names = targets.flatMap((t) => (t.kind === "name" ? [t.name] : []));
	if (names.length !== targets.length) return null;
	if (names.length === 1 && names[0] === "__all__") return { kind: "all" };
	const path = pathOf(text, statement);
	return path
		? { kind: "alias", names, root: path[0] ?? "" }
		: { kind: "other", what: `makes ${names.join(", ")}` };
}

function pathOf(
	text: string,
	statement: Statement & { kind: "assign" },
): readonly string[] | null {
	if (
		statement.operator !== "=" ||
		statement.targets.some(({ tuple }) => tuple)
	)
		return null;
	const value: readonly Piece[] = statement.value;
	const path = dottedPath(text, value);
	return path && /^(?:None|True|False|__\w+__)$/.test(path[0] ?? "")
		? null
		: path;
}

/**
 * What would be lost with the module: definitions, values and calls. A try or an if around imports and aliases hands
 * names on, too, and loses nothing.
 */
export function lostWith(text: string, facts: ModuleFacts): readonly Besides[] {
	const lost: Besides[] = [];
	const lines = new LineCounter(text);
	for (const [name, bindings] of facts.exports) {
		if (/^__\w+__$/.test(name)) continue;
		const made = bindings.filter(({ kind }) => kind === "define");
		// `except ImportError: X = None` stands in for what the import hands on.
		const handedOn = bindings.some(
			({ kind }) => kind === "import" || kind === "alias" || kind === "member",
		);
		const first = made[0];
		if (first && !handedOn)
			lost.push({ line: first.line, what: `defines ${name}` });
	}
	walkPython(text, {
		open(block) {
			const what = block.scope ? null : headerEffect(text, block);
			if (what !== null && !block.function)
				lost.push({ line: lines.at(block.start), what });
		},
		simple() {},
		imported() {},
		string() {},
		comment() {},
		problem() {},
	});
	const { effect } = facts;
	if (effect && !lost.some(({ line }) => line === effect.line))
		lost.push(effect);
	return lost.sort((a, b) => a.line - b.line);
}
