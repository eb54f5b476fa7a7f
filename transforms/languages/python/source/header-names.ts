/**
 * The names that a block header binds in the scope around it: `def f`, `class C`, `for x in`, `with ... as y`, the
 * captures of a `case` (PEP 634), and `:=`. `except E as x` unbinds its name again and counts for nothing.
 */
import type { OpenBlock } from "./blocks.js";
import { inside, type Piece, readPieces } from "./pieces.js";
import { readTargets, walrusNames } from "./statements.js";

export interface HeaderName {
	readonly name: string;
	readonly at: number;
	readonly what: "class" | "function" | "value";
}

/** The head of a definition up to its name, which is a whole word and no prefix of a string. */
const PLAIN =
	/(?:async[ \t]+)?(?:def|class)[ \t]+([A-Za-z_\x80-\xff][\w\x80-\xff]*)(?![\w\x80-\xff"'])/y;

export function headerNames(text: string, block: OpenBlock): HeaderName[] {
	const end = block.end - 1;
	const names: HeaderName[] = walrusNames(text, block.start, end).map(
		(found) => ({ ...found, what: "value" }),
	);
	switch (block.keyword) {
		case "def":
		case "class": {
			// Most are written so; a hundred thousand argument lists in pieces are not needed for that.
			PLAIN.lastIndex = block.start;
			const plain = PLAIN.exec(text)?.[1];
			if (plain !== undefined && PLAIN.lastIndex <= end) {
				names.push({
					name: plain,
					at: PLAIN.lastIndex - plain.length,
					what: block.keyword === "def" ? "function" : "class",
				});
				break;
			}
			const [first, second, third] = readPieces(
				text,
				block.start,
				Math.min(end, block.start + 200),
			);
			const name = first?.text === "async" ? third : second;
			if (name)
				names.push({
					name: name.text,
					at: name.start,
					what: block.keyword === "def" ? "function" : "class",
				});
			break;
		}
		case "for": {
			const pieces = readPieces(text, block.start, end);
			const from = pieces[0]?.text === "async" ? 2 : 1;
			const to = pieces.findIndex((p) => p.kind === "name" && p.text === "in");
			names.push(...targetNames(text, pieces.slice(from, to < 0 ? from : to)));
			break;
		}
		case "with":
			names.push(...asNames(text, readPieces(text, block.start, end).slice(1)));
			break;
		case "case":
			names.push(
				...captures(text, readPieces(text, block.start, end).slice(1)),
			);
			break;
	}
	return names;
}

const targetNames = (text: string, pieces: readonly Piece[]): HeaderName[] =>
	readTargets(text, pieces).flatMap((t) =>
		t.kind === "name"
			? [{ name: t.name, at: t.at, what: "value" as const }]
			: [],
	);

/** `a as x, b as (y, z)`, with or without brackets around the whole. */
function asNames(text: string, pieces: readonly Piece[]): HeaderName[] {
	const [only] = pieces;
	if (pieces.length === 1 && only?.kind === "group" && only.text === "(")
		return asNames(text, inside(text, only));
	return pieces.flatMap((piece, i) => {
		if (piece.kind !== "name" || piece.text !== "as") return [];
		const rest = pieces.slice(i + 1);
		const comma = rest.findIndex(
			(p) => p.kind === "operator" && p.text === ",",
		);
		return targetNames(text, comma < 0 ? rest : rest.slice(0, comma));
	});
}

const NO_CAPTURE: ReadonlySet<string> = new Set([
	"_",
	"None",
	"True",
	"False",
	"as",
	"if",
]);

/** Names of a pattern that are neither looked up (`a.b`, `C(...)`) nor keywords (`x=`). The guard binds nothing. */
function captures(text: string, pieces: readonly Piece[]): HeaderName[] {
	const names: HeaderName[] = [];
	for (const [i, piece] of pieces.entries()) {
		if (piece.kind === "name" && piece.text === "if") break;
		if (piece.kind === "group")
			names.push(...captures(text, inside(text, piece)));
		const before = pieces[i - 1]?.text;
		const after = pieces[i + 1];
		const looked =
			before === "." ||
			after?.text === "." ||
			after?.text === "=" ||
			(after?.kind === "group" && after.text === "(");
		if (piece.kind === "name" && !looked && !NO_CAPTURE.has(piece.text))
			names.push({ name: piece.text, at: piece.start, what: "value" });
	}
	return names;
}
