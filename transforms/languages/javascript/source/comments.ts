/**
 * Modules that comments name: JSDoc types and imports, which TypeScript reads, and triple-slash directives.
 *
 *   /** @type {import('./m').T} *\/      /** @import {T} from './m' *\/      /// <reference path="m.d.ts" />
 */
import { readClause } from "./clause.js";
import type { Comment } from "./parse.js";
import type { Site, SiteKind, Span } from "./syntax.js";

const IMPORT_TYPE = /\bimport\(\s*(['"`])([^'"`\n]+)\1\s*\)/g;
// https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import
const IMPORT_TAG = /@import\s(?:[^'"@]|@(?!\w))*?(['"])([^'"\n]+)\1/g;
// https://www.typescriptlang.org/docs/handbook/triple-slash-directives.html
const DIRECTIVE =
	/^\/\s*<(?:reference|amd-dependency)\s[^>]*?\b(path|types)\s*=\s*(['"])([^'"\n]+)\2/;

/** The sites in one comment of `text`. */
export function commentSites(text: string, comment: Comment): Site[] {
	if (comment.type === "Line") return directive(text, comment);
	if (!comment.value.startsWith("*")) return [];
	// The stars that lead the lines of a block are layout; blanked, they can't be read as `* as ns`.
	const body = text
		.slice(comment.start, comment.end)
		.replace(/^\/\*\*/, "   ")
		.replace(/^(\s*)\*(?!\/)/gm, "$1 ");
	const sites: Site[] = [];
	for (const match of body.matchAll(IMPORT_TYPE)) {
		const [whole, quote = "", specifier = ""] = match;
		const start = match.index + whole.indexOf(quote) + 1;
		sites.push(
			site(
				"jsdoc-type",
				specifier,
				quote,
				{ start, end: start + specifier.length },
				span(match.index, whole),
			),
		);
	}
	for (const match of body.matchAll(IMPORT_TAG)) {
		const [whole, quote = "", specifier = ""] = match;
		const end = match.index + whole.length;
		const literal = { start: end - 1 - specifier.length, end: end - 1 };
		const { names } = readClause(
			body,
			{ start: match.index, end },
			{ start: literal.start - 1, end },
		);
		sites.push({
			...site(
				"jsdoc-import",
				specifier,
				quote,
				literal,
				span(match.index, whole),
			),
			names,
		});
	}
	return sites.map((found) => shifted(found, comment.start));
}

function directive(text: string, comment: Comment): Site[] {
	const match = DIRECTIVE.exec(comment.value);
	if (!match) return [];
	const [whole, callee = "", quote = "", specifier = ""] = match;
	const end = comment.start + 2 + whole.length - 1;
	const literal = { start: end - specifier.length, end };
	const found = site("reference-directive", specifier, quote, literal, {
		start: comment.start,
		end: comment.end,
	});
	return text.startsWith(specifier, literal.start)
		? [{ ...found, callee }]
		: [];
}

const span = (start: number, text: string): Span => ({
	start,
	end: start + text.length,
});

function site(
	kind: SiteKind,
	specifier: string,
	quote: string,
	literal: Span,
	whole: Span,
): Site {
	return {
		kind,
		specifier,
		literal,
		quote,
		span: whole,
		typeOnly: true,
		names: [],
		callee: null,
		attributes: null,
	};
}

function shifted(found: Site, by: number): Site {
	const move = ({ start, end }: Span): Span => ({
		start: start + by,
		end: end + by,
	});
	return {
		...found,
		literal: move(found.literal),
		span: move(found.span),
		names: found.names.map((name) => ({
			...name,
			span: move(name.span),
			nameSpan: move(name.nameSpan),
			asSpan: move(name.asSpan),
		})),
	};
}
