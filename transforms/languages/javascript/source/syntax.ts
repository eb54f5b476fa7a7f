/**
 * What the scan (`scan.ts`) reads from a JavaScript or TypeScript file: every place that names a module by a
 * literal, in whatever form, with UTF-16 offsets. One entry per literal; a form that the language gains later is
 * one more `SiteKind` and one row in `scan.ts`.
 */

export type SiteKind =
	/** `import ... from 'm'`, `import 'm'`, `import type ...`, `import defer/source ...` */
	| "import"
	/** `export {a} from 'm'`, `export type {T} from 'm'` */
	| "export-from"
	/** `export * from 'm'`, `export * as ns from 'm'` */
	| "export-star"
	/** `import x = require('m')`, `export import x = require('m')` */
	| "import-equals"
	/** `import('m')` as an expression; backtick literals without substitution included */
	| "dynamic-import"
	/** `import('m').T`, `typeof import('m')` in a type */
	| "import-type"
	| "require"
	| "require-resolve"
	| "import-meta-resolve"
	/** `new URL('m', import.meta.url)` */
	| "new-url"
	/** `jest.mock('m')`, `vi.mock('m')`, `jest.requireActual('m')`, ...: `callee` says which */
	| "mock"
	/** `declare module 'm' { ... }` */
	| "declare-module"
	/** JSDoc `{import('m').T}` */
	| "jsdoc-type"
	/** JSDoc `@import {T} from 'm'` */
	| "jsdoc-import"
	/** `/// <reference path="m" />`; `types=` too, `callee` says which */
	| "reference-directive"
	/** Any other string literal or template whose text equals a needle; never rewritten blindly. */
	| "string"
	/** The same in a comment. */
	| "comment";

export interface Span {
	readonly start: number;
	readonly end: number;
}

/** `a`, `a as b`, `default as b`, `type a`, `"str" as b`, and the namespace `* as ns` (name `*`). */
export interface SiteName {
	/** Exported name in the other module: `default` for a default import, `*` for a namespace. */
	readonly name: string;
	/** Name bound here (imports) or exported under (re-exports). */
	readonly as: string;
	/** Whole specifier, with `type` and `as` parts. */
	readonly span: Span;
	readonly nameSpan: Span;
	readonly asSpan: Span;
	/** Inline `type` modifier. */
	readonly typeOnly: boolean;
}

export interface Site {
	readonly kind: SiteKind;
	/** The literal's value, escapes resolved. */
	readonly specifier: string;
	/** Between the quotes. */
	readonly literal: Span;
	/** `'`, `"`, a backtick, or empty (JSDoc and directives use the quotes they were written with). */
	readonly quote: string;
	/** The whole declaration, call, or type. For a declaration with its semicolon. */
	readonly span: Span;
	/** `import type ...`, `export type ...`, and everything that only types see. */
	readonly typeOnly: boolean;
	/** Import and re-export specifiers, in source order; empty for a side-effect import and for calls. */
	readonly names: readonly SiteName[];
	/** `jest.mock`, `vi.importActual`, `require`, `path`; null for declarations. */
	readonly callee: string | null;
	/** Span of `with {...}` / `assert {...}`, with its keyword. */
	readonly attributes: Span | null;
}

export interface Scan {
	readonly sites: readonly Site[];
	/** oxc-parser's errors; a file with any is still scanned as far as it can be. */
	readonly problems: readonly {
		readonly offset: number;
		readonly message: string;
	}[];
}
