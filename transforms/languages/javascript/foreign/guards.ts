/**
 * What a transform can't take from a file by accident. A tree printer drops some of it without a word: the byte
 * order mark and the licence are put back, and a file that lost its shebang, a directive or import attributes is
 * failed with the reason.
 */
import type { SourceFile } from "../../../core/types.js";
import { parse } from "../source/parse.js";
import { child, children, type Node } from "../source/tree.js";

export interface Head {
	readonly shebang: string | null;
	/** Contents of the directive prologue: `use client`. */
	readonly directives: readonly string[];
	/** The first comment, where it speaks of licence or copyright. */
	readonly licence: string | null;
	/** Past byte order mark and shebang line. */
	readonly start: number;
}

const TRIVIA = /(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;
const DIRECTIVE =
	/(['"])((?:(?!\1)[^\\\n])*)\1[ \t]*(?:;|(?=\r?\n|$)|(?=\/[/*]))/y;
const LICENCE = /copyright|licen[sc]e|@preserve|spdx-|^\/\*!/i;

/** Reads the lines of a file that come before its first statement (ECMA-262, 11.2.1 Directive Prologues). */
export function headOf(text: string): Head {
	const top = /^\ufeff?(#![^\r\n]*)?\r?\n?/.exec(text) as RegExpExecArray;
	const start =
		top[1] === undefined ? (text.startsWith("\ufeff") ? 1 : 0) : top[0].length;
	const directives: string[] = [];
	let at = start;
	for (;;) {
		TRIVIA.lastIndex = at;
		DIRECTIVE.lastIndex = at + (TRIVIA.exec(text)?.[0].length ?? 0);
		const found = DIRECTIVE.exec(text);
		if (!found) break;
		directives.push(found[2] as string);
		at = DIRECTIVE.lastIndex;
	}
	const comment =
		/^\s*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/.exec(text.slice(start))?.[1] ??
		"";
	return {
		shebang: top[1] ?? null,
		directives,
		licence: LICENCE.test(comment) ? comment.trimEnd() : null,
		start,
	};
}

export type Guarded = { readonly text: string } | { readonly lost: string };

/** `text` with what it must not lose, or the sentence that says what it lost for good. */
export function guardText(file: SourceFile, text: string): Guarded {
	const before = headOf(file.text);
	let result =
		file.text.startsWith("\ufeff") && !text.startsWith("\ufeff")
			? `\ufeff${text}`
			: text;
	const after = headOf(result);
	if (before.shebang !== null && after.shebang !== before.shebang)
		return {
			lost: `the transform lost or changed the first line, ${before.shebang}`,
		};
	// Modules are strict anyway, and dropping 'use strict' is what many transforms are for.
	// A string of any other kind means nothing there.
	for (const directive of before.directives.filter((words) =>
		/^use /.test(words),
	))
		if (
			!after.directives.includes(directive) &&
			(directive !== "use strict" || isString(result, directive))
		)
			return {
				lost: `the transform's result has no directive '${directive}' before its first statement`,
			};
	const lostAttributes = withAttributes(file).find(
		(kept) =>
			!withAttributes({ ...file, text: result }).includes(kept) &&
			isString(result, kept),
	);
	if (lostAttributes !== undefined)
		return {
			lost: `the transform dropped the attributes of the import of '${lostAttributes}'`,
		};
	if (
		before.licence !== null &&
		after.licence === null &&
		!result.includes(before.licence.split(/\r?\n/)[0] as string)
	) {
		const end = /\r?\n/.exec(file.text)?.[0] ?? "\n";
		const body = result.slice(after.start).replace(/^(?:[ \t]*\r?\n)+/, "");
		result = `${result.slice(0, after.start)}${before.licence}${end}${end}${body}`;
	}
	return { text: result };
}

const isString = (text: string, content: string): boolean =>
	text.includes(`'${content}'`) || text.includes(`"${content}"`);

/** Sources of the imports and re-exports that carry `with {...}`. */
function withAttributes(file: SourceFile): readonly string[] {
	if (!/\b(?:with|assert)\s*\{/.test(file.text)) return [];
	return children(parse(file).program, "body")
		.filter((statement) => children(statement, "attributes").length > 0)
		.map((statement) => String((child(statement, "source") as Node).value));
}
