/**
 * The sites of one file as they are found, one for a literal: a form that is known better replaces what was there
 * (`vi.mock(import('m'))` is first seen as a dynamic import, then as the mock that it is).
 */
import { readClause } from "./clause.js";
import { pathAround } from "./occurrences.js";
import type { Site, SiteKind, SiteName, Span } from "./syntax.js";

/** What a kind adds to its literal. */
export interface SiteDetails {
	readonly names?: readonly SiteName[];
	readonly typeOnly?: boolean;
	readonly callee?: string;
}

/** A string or text of the tree. `value` is null where it is not one plain string (substitutions, JSX text). */
export interface StringSpan extends Span {
	readonly value: string | null;
}

export class Sites {
	readonly #text: string;
	readonly #byStart = new Map<number, Site>();

	constructor(text: string) {
		this.#text = text;
	}

	/** In source order. */
	list(): readonly Site[] {
		return [...this.#byStart.values()].sort(
			(a, b) => a.literal.start - b.literal.start,
		);
	}

	add(site: Site): void {
		this.#byStart.set(site.literal.start, site);
	}

	has(quoted: Span): boolean {
		return this.#byStart.has(quoted.start + 1);
	}

	/** The site whose literal holds the span. */
	at(hit: Span): Site | null {
		for (const site of this.#byStart.values())
			if (site.literal.start <= hit.start && hit.end <= site.literal.end)
				return site;
		return null;
	}

	/** `quoted`: the literal with its quotes. */
	named(
		kind: SiteKind,
		specifier: string,
		quoted: Span,
		span: Span,
		details: SiteDetails = {},
	): void {
		const quote = this.#text[quoted.start] ?? "";
		// A parser that goes on after an error gives places where no literal is.
		if (!/^['"`]$/.test(quote) || quoted.end - quoted.start < 2) return;
		this.add({
			kind,
			specifier,
			literal: { start: quoted.start + 1, end: quoted.end - 1 },
			quote,
			span: { start: span.start, end: span.end },
			typeOnly: details.typeOnly ?? false,
			names: details.names ?? [],
			callee: details.callee ?? null,
			attributes: null,
		});
	}

	/** An `import` or `export ... from` declaration. */
	declaration(
		kind: "import" | "export-from" | "export-star",
		specifier: string,
		quoted: Span,
		span: Span,
	): void {
		const { attributes, ...details } = readClause(this.#text, span, quoted);
		this.named(kind, specifier, quoted, span, details);
		const site = this.#byStart.get(quoted.start + 1);
		if (site && attributes) this.add({ ...site, attributes });
	}

	/** A hit that no known form covers: the whole string, or the path in a longer text or a comment. */
	text(hit: Span, string: StringSpan | null, inComment: boolean): void {
		if (string?.value != null && !/\s/.test(string.value)) {
			this.named("string", string.value, string, string);
			return;
		}
		const { start, end, quote } = pathAround(this.#text, hit);
		const specifier = this.#text.slice(start, end);
		// Running text names a module by a path or in quotes; a bare word is just a word, and code a division.
		if (quote === "" && !(specifier.includes("/") && (inComment || string)))
			return;
		this.add({
			kind: inComment ? "comment" : "string",
			specifier,
			literal: { start, end },
			quote,
			span: { start, end },
			typeOnly: false,
			names: [],
			callee: null,
			attributes: null,
		});
	}
}
