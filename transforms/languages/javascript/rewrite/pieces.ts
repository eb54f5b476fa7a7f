/**
 * A `{ ... }` list cut into pieces that can be taken out one by one: a specifier with the comments that speak of
 * it, before it and behind it on its line. All pieces and the tail together are the text between the braces.
 *
 *   {
 *     // the one that matters        piece 1: lead "\n  // the one ...\n  ", spec "a", comma ",", after " // why"
 *     a, // why
 *     b                              piece 2: lead "\n  ", spec "b"
 *   }                                tail "\n"
 */
export interface Piece {
	/** Blanks and comments before the specifier. */
	readonly lead: string;
	readonly spec: string;
	/** Blanks and comments between the specifier and its comma. */
	readonly trail: string;
	readonly comma: string;
	/** The rest of the line, when it is a comment. */
	readonly after: string;
}

export interface PieceList {
	readonly pieces: readonly Piece[];
	readonly tail: string;
}

const TRIVIA = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
/** A comment that ends its line, with the blanks before it. */
const LINE_END_COMMENT =
	/[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/(?=[ \t]*(?:\r|\n)))/y;

function match(pattern: RegExp, text: string, at: number): string {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? "";
}

/** Where blanks and comments from `at` on end. */
export const skipTrivia = (text: string, at: number): number =>
	at + match(TRIVIA, text, at).length;

export const hasComment = (trivia: string): boolean => /\/[/*]/.test(trivia);

/** `[start, end)` is what stands between the braces; `specs` are the specifiers in it, in source order. */
export function readPieces(
	text: string,
	start: number,
	end: number,
	specs: readonly { readonly start: number; readonly end: number }[],
): PieceList {
	const pieces: Piece[] = [];
	let at = start;
	for (const spec of specs) {
		const lead = text.slice(at, spec.start);
		at = spec.end;
		const comma = skipTrivia(text, at);
		const piece = { lead, spec: text.slice(spec.start, spec.end) };
		if (text[comma] === "," && comma < end) {
			const after = match(LINE_END_COMMENT, text, comma + 1);
			pieces.push({
				...piece,
				trail: text.slice(at, comma),
				comma: ",",
				after,
			});
			at = comma + 1 + after.length;
		} else {
			const after = match(LINE_END_COMMENT, text, at);
			pieces.push({ ...piece, trail: "", comma: "", after });
			at += after.length;
		}
	}
	return { pieces, tail: text.slice(at, end) };
}

const blanks = (lead: string): string => /^\s*/.exec(lead)?.[0] ?? "";
const breaksLine = (text: string): boolean => /[\r\n]/.test(text);

/**
 * The list with some of its pieces, in their order, `respell` giving a kept piece's specifier. The trailing comma
 * stays or stays away as it was; a piece that becomes the first of its line takes over the line's start.
 */
export function printPieces(
	list: PieceList,
	keep: readonly (string | null)[],
): string {
	let inherited: string | null = null;
	let printed = "";
	let last: Piece | null = null;
	const trailing = list.pieces.at(-1)?.comma ?? "";
	const kept = list.pieces.filter((_, i) => keep[i] !== null).length;
	let count = 0;
	list.pieces.forEach((piece, i) => {
		const spec = keep[i] ?? null;
		if (spec === null) {
			const start = blanks(piece.lead);
			if (i === 0 || breaksLine(start)) inherited ??= start;
			return;
		}
		count++;
		let lead = piece.lead;
		if (inherited !== null && !breaksLine(blanks(lead)))
			lead = inherited + lead.trimStart();
		inherited = null;
		const comma = count === kept ? trailing : ",";
		// A comma that is new here goes before the comment, not behind `// why`.
		printed += lead + spec + piece.trail + comma + piece.after;
		last = piece;
	});
	return last ? withTail(printed, list) : printed;
}

/** `// why` must not swallow the closing brace, where the specifier of the next line went. */
function withTail(printed: string, list: PieceList): string {
	const open = /\/\/[^\r\n]*$/.test(printed) && !/^[ \t]*\r?\n/.test(list.tail);
	if (!open) return printed + list.tail;
	const eol = list.pieces
		.map(({ lead }) => /\r?\n/.exec(lead)?.[0])
		.find((found) => found !== undefined);
	return printed + (eol ?? "\n") + list.tail.trimStart();
}

/** More specifiers at the end of the list, on lines of their own where the others have theirs. */
export function appendPieces(
	list: PieceList,
	specs: readonly string[],
): string {
	const last = list.pieces.at(-1);
	if (!last) return specs.join(", ") + list.tail;
	const comma = (piece: Piece): string =>
		piece === last && specs.length > 0 ? "," : piece.comma;
	const indent = breaksLine(blanks(last.lead))
		? last.lead.slice(last.lead.search(/\r?\n[ \t]*$/))
		: " ";
	const before = list.pieces
		.map((p) => p.lead + p.spec + p.trail + comma(p) + p.after)
		.join("");
	const added = specs.map((spec) => indent + spec).join(",");
	const trailing = specs.length > 0 ? last.comma : "";
	return withTail(before + added + trailing, list);
}
