/**
 * Every place of a JavaScript or TypeScript file that names a module by a literal, by the sites of the scan: each
 * imported and re-exported name, and the calls, types and comments that only tree and comments show, which are
 * asked for only where the text has one of their words.
 *
 * Where the time goes, in 10,000 small modules: about half into the parser, which is asked for its records alone. The
 * tree is made for few.
 *
 *   import D, { A } from './m'     relative ./m default, relative ./m A
 *   import * as m from 'p'         module p
 *   jest.mock('./m')               mock ./m
 */

import type { ModuleFacts } from "../../core/facts.js";
import type { FileRecord, RawNote, RawUse } from "../../core/map/record.js";
import type { UseTime } from "../../core/map/types.js";
import type { Form, ModuleId, SourceFile } from "../../core/types.js";
import { javascriptFacts, javascriptNames } from "./exports.js";
import { droppedImports } from "./facts/dropped.js";
import { recordSites } from "./scan.js";
import { moduleCall } from "./source/calls.js";
import { commentSites } from "./source/comments.js";
import { TYPESCRIPT } from "./source/extensions.js";
import { hasSitesInTree } from "./source/in-tree.js";
import { columnOf, lineCounter } from "./source/lines.js";
import { type Parsed, parseRecords } from "./source/parse.js";
import { Sites } from "./source/sites.js";
import type { Site, SiteKind } from "./source/syntax.js";
import { stringOf, walk } from "./source/tree.js";
import { treeSites } from "./source/tree-sites.js";

export function javascriptRecord(file: SourceFile, id: ModuleId): FileRecord {
	const parsed = parseRecords(file);
	const { text } = file;
	const told = javascriptNames(file, id);
	// What a module does besides handing on matters where it does nothing else.
	const facts =
		told === null || handsOn(told) ? javascriptFacts(file, id) : told;
	const line = lineCounter(text);
	const dynamic: RawNote[] = [];
	const sites = allSites(parsed, text, (offset) =>
		dynamic.push({
			line: line(offset),
			what: "loads a module whose name is made at run time",
		}),
	);
	const dropped =
		parsed.records && parsed.problems.length === 0 && TYPESCRIPT.test(file.path)
			? droppedImports(parsed.records, text)
			: null;
	return {
		facts,
		uses: sites.flatMap((site) =>
			usesOf(
				site,
				told ?? facts,
				text,
				line,
				dropped?.has(site.specifier) === true,
			),
		),
		warns: deprecation(parsed, text, line),
		dynamic,
		problems: parsed.problems.map(({ offset, message }) => ({
			line: line(offset),
			what: message,
		})),
	};
}

const handsOn = ({ exports, stars }: ModuleFacts): boolean =>
	exports.size + stars.length > 0 &&
	[...exports.values()].flat().every(({ kind }) => kind !== "define");

const IN_COMMENT = /@import\b|\bimport\(|<(?:reference|amd-dependency)\b/;
const COMPUTED = /\b(?:require|import)\s*\(\s*(?!['"`][^'"`\\$]*['"`]\s*[),])/;

function allSites(
	parsed: Parsed,
	text: string,
	computed: (offset: number) => void,
): readonly Site[] {
	const sites = new Sites(text);
	if (parsed.records) recordSites(parsed.records, text, sites);
	if (!parsed.records || hasSitesInTree(parsed.records, text, sites)) {
		treeSites(parsed.program, sites);
		if (COMPUTED.test(text))
			walk(parsed.program, (node) => {
				const call = node.type === "CallExpression" ? moduleCall(node) : null;
				if (call?.kind === "require" && stringOf(call.literal) === null)
					computed(node.start);
				return undefined;
			});
	}
	for (const { moduleRequest, start } of parsed.records?.dynamicImports ?? [])
		if (!sites.has(moduleRequest)) computed(start);
	if (IN_COMMENT.test(text))
		for (const comment of parsed.comments)
			for (const site of commentSites(text, comment)) sites.add(site);
	return sites.list();
}

const FORM: Readonly<Record<SiteKind, Form>> = {
	import: "from",
	"export-from": "re-export",
	"export-star": "star",
	"import-equals": "require",
	"dynamic-import": "dynamic",
	"import-type": "type",
	require: "require",
	"require-resolve": "resolve",
	"import-meta-resolve": "resolve",
	"new-url": "resolve",
	mock: "mock",
	"declare-module": "augment",
	"jsdoc-type": "type",
	"jsdoc-import": "type",
	"reference-directive": "type",
	string: "string",
	comment: "comment",
};
const NEVER: ReadonlySet<SiteKind> = new Set([
	"import-type",
	"declare-module",
	"jsdoc-type",
	"jsdoc-import",
	"reference-directive",
]);
const AT_CALL: ReadonlySet<SiteKind> = new Set([
	"dynamic-import",
	"require-resolve",
	"import-meta-resolve",
	"new-url",
	"mock",
]);

function usesOf(
	site: Site,
	facts: ModuleFacts,
	text: string,
	line: (offset: number) => number,
	dropped: boolean,
): RawUse[] {
	const { kind, specifier } = site;
	const time: UseTime =
		site.typeOnly || NEVER.has(kind)
			? "type"
			: AT_CALL.has(kind)
				? "call"
				: "load";
	const use = (
		name: string | null,
		form: Form,
		offset: number,
		typeOnly = false,
	): RawUse => ({
		specifier,
		name,
		form,
		line: line(offset),
		column: columnOf(text, offset),
		time: typeOnly ? "type" : time,
		dropped,
	});
	if (site.names.length > 0)
		return site.names.map(({ name, nameSpan, typeOnly }) =>
			name === "*"
				? use(null, kind === "import" ? "module" : FORM[kind], nameSpan.start)
				: use(name, formOf(site), nameSpan.start, typeOnly),
		);
	if (kind === "require") {
		const names = requiredNames(site, facts, text);
		if (names.length > 0)
			return names.map((name) => use(name, "require", site.literal.start));
	}
	return [
		use(
			null,
			kind === "import" ? "side-effect" : FORM[kind],
			site.literal.start,
		),
	];
}

const formOf = ({ kind, specifier }: Site): Form =>
	kind === "import" && /^\.{1,2}(?:\/|$)/.test(specifier)
		? "relative"
		: FORM[kind];

/** `const { A, B: c } = require('m')`, `require('m').A`: what the module binds by the statement. */
function requiredNames(
	{ specifier, span }: Site,
	{ locals }: ModuleFacts,
	text: string,
): readonly string[] {
	const names = [...locals.values()].flat().flatMap((binding) => {
		if (
			binding.kind !== "import" ||
			binding.name === null ||
			binding.specifier !== specifier ||
			binding.offset > span.start
		)
			return [];
		// Of the same statement: nothing in between ends one.
		return /;|\n\s*(?:const|let|var|function|class|export)\b/.test(
			text.slice(binding.offset, span.start),
		)
			? []
			: [binding.name];
	});
	return [...new Set(names)];
}

/** `@deprecated` in a comment before the first statement speaks of the module. */
function deprecation(
	parsed: Parsed,
	text: string,
	line: (offset: number) => number,
): number | null {
	if (!text.includes("@deprecated")) return null;
	const first = [
		...(parsed.records?.staticImports ?? []),
		...(parsed.records?.staticExports ?? []),
	].reduce((least, { start }) => Math.min(least, start), text.length);
	for (const { start, end } of parsed.comments) {
		const at =
			start < first ? text.slice(start, end).indexOf("@deprecated") : -1;
		if (at >= 0) return line(start + at);
	}
	return null;
}
