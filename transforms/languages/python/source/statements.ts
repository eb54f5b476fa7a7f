/**
 * What one simple statement does, as far as a module's names are concerned: its targets and value, the call that
 * it makes, the names that it deletes or declares global.
 *
 *   A = m.B            assign  targets [A]  value [m . B]
 *   T[k].x: int = 1    assign  targets [place T]
 *   f.g(x)             call    callee f.g
 */
import { inside, type Piece, readPieces, splitAt } from "./pieces.js";

/** What an assignment writes to: a name, or a place inside of another object (`a.b`, `a[k]`, `f().x`). */
export type Target =
	| { readonly kind: "name"; readonly name: string; readonly at: number }
	| {
			readonly kind: "place";
			/** The name that the path starts from, or null. */
			readonly root: string | null;
			readonly pieces: readonly Piece[];
	  };

export type Statement =
	| {
			readonly kind: "assign";
			/** `=`, `:` for a declaration without value, or `+=` and its like. */
			readonly operator: string;
			/** One entry for each `=`; an entry with several targets is a tuple. */
			readonly targets: readonly {
				readonly tuple: boolean;
				readonly targets: readonly Target[];
			}[];
			readonly value: readonly Piece[];
	  }
	| {
			readonly kind: "call";
			readonly callee: readonly string[] | null;
			readonly pieces: readonly Piece[];
	  }
	| { readonly kind: "delete"; readonly targets: readonly Target[] }
	| { readonly kind: "global"; readonly names: readonly string[] }
	| { readonly kind: "decorator"; readonly path: readonly string[] }
	| { readonly kind: "raise" }
	| { readonly kind: "other"; readonly pieces: readonly Piece[] };

const WORDS: ReadonlySet<string> = new Set([
	"assert",
	"return",
	"break",
	"continue",
	"pass",
	"nonlocal",
	"yield",
	"await",
	"not",
	"lambda",
	"type",
]);
const AUGMENTED = /^(?:[-+*/%&|^@]|\*\*|\/\/|>>|<<)=$/;

export function readStatement(
	text: string,
	start: number,
	end: number,
): Statement {
	const pieces = readPieces(text, start, end);
	const [first, ...rest] = pieces;
	if (!first) return { kind: "other", pieces };
	if (first.kind === "name" && rest[0]?.text !== "=") {
		if (first.text === "del")
			return {
				kind: "delete",
				targets: splitAt(rest, ",").flatMap((part) => readTargets(text, part)),
			};
		if (first.text === "global")
			return {
				kind: "global",
				names: rest.filter((p) => p.kind === "name").map((p) => p.text),
			};
		if (first.text === "raise") return { kind: "raise" };
		const alias = first.text === "type" ? typeAlias(text, rest) : null;
		if (alias) return alias;
		if (WORDS.has(first.text)) return { kind: "other", pieces };
	}
	if (first.text === "@" && first.kind === "operator")
		return { kind: "decorator", path: pathBefore(rest) };
	return (
		readAssignment(text, pieces) ??
		readCall(pieces) ?? { kind: "other", pieces }
	);
}

/** `type X[T] = ...` (PEP 695) makes an object of its own, and reads its value when it is asked for it. */
function typeAlias(text: string, rest: readonly Piece[]): Statement | null {
	const [name, next, last] = rest;
	const sign = next?.text === "[" ? last : next;
	return name?.kind === "name" && sign?.text === "="
		? assignment(text, "=", [[name]], [])
		: null;
}

function readAssignment(
	text: string,
	pieces: readonly Piece[],
): Statement | null {
	const targets: Piece[][] = [[]];
	let operator: string | null = null;
	let at = 0;
	for (; at < pieces.length; at++) {
		const piece = pieces[at] as Piece;
		// Behind `lambda` an `=` gives a default.
		if (piece.kind === "name" && piece.text === "lambda") break;
		const sign = piece.kind === "operator" ? piece.text : "";
		if (operator === null && AUGMENTED.test(sign)) {
			operator = sign;
			return assignment(text, sign, targets, pieces.slice(at + 1));
		}
		if (sign === ":" && operator === null) {
			const equals = pieces.findIndex(
				(p, i) => i > at && p.kind === "operator" && p.text === "=",
			);
			return equals < 0
				? assignment(text, ":", targets, [])
				: assignment(text, "=", targets, pieces.slice(equals + 1));
		}
		if (sign === "=") {
			operator = "=";
			targets.push([]);
		} else targets.at(-1)?.push(piece);
	}
	if (operator === null) return null;
	const value = [...(targets.pop() ?? []), ...pieces.slice(at)];
	return assignment(text, operator, targets, value);
}

const assignment = (
	text: string,
	operator: string,
	targets: readonly (readonly Piece[])[],
	value: readonly Piece[],
): Statement => ({
	kind: "assign",
	operator,
	targets: targets.map((target) => {
		const only = target.length === 1 ? target[0] : undefined;
		const group = only?.kind === "group";
		const tuple =
			target.some((p) => p.kind === "operator" && p.text === ",") ||
			(group &&
				(only.text === "[" || inside(text, only).some((p) => p.text === ",")));
		return { tuple, targets: readTargets(text, target) };
	}),
	value,
});

/** The targets in a list of them: `a, (b, *c), d.e`. */
export function readTargets(text: string, pieces: readonly Piece[]): Target[] {
	return splitAt(pieces, ",").flatMap((part): Target[] => {
		const own = part[0]?.text === "*" ? part.slice(1) : part;
		const [first] = own;
		if (!first) return [];
		if (own.length === 1) {
			if (first.kind === "name")
				return [{ kind: "name", name: first.text, at: first.start }];
			if (first.kind === "group") return readTargets(text, inside(text, first));
		}
		return [
			{
				kind: "place",
				root: first.kind === "name" ? first.text : null,
				pieces: own,
			},
		];
	});
}

function readCall(pieces: readonly Piece[]): Statement | null {
	if (!pieces.some((p) => p.kind === "group" && p.text === "(")) return null;
	const path = pathBefore(pieces);
	const next = pieces[Math.max(0, path.length * 2 - 1)];
	// `print >>f, x` and `exec code` of Python 2 come here as well, without a callee.
	return {
		kind: "call",
		callee: path.length > 0 && next?.text === "(" ? path : null,
		pieces,
	};
}

/** The dotted path that the pieces start with. */
function pathBefore(pieces: readonly Piece[]): string[] {
	const path: string[] = [];
	for (let i = 0; pieces[i]?.kind === "name"; i += 2) {
		path.push((pieces[i] as Piece).text);
		if (pieces[i + 1]?.text !== ".") break;
	}
	return path;
}

/** Names bound by `:=` anywhere in a range, lambdas aside (PEP 572). */
export function walrusNames(
	text: string,
	start: number,
	end: number,
): { name: string; at: number }[] {
	if (!text.slice(start, end).includes(":=")) return [];
	const found: { name: string; at: number }[] = [];
	const walk = (pieces: readonly Piece[]): void => {
		for (const [i, piece] of pieces.entries()) {
			const next = pieces[i + 1];
			if (
				piece.kind === "name" &&
				next?.kind === "operator" &&
				next.text === ":="
			)
				found.push({ name: piece.text, at: piece.start });
			if (piece.kind === "group") walk(inside(text, piece));
		}
	};
	walk(readPieces(text, start, end));
	return found;
}
