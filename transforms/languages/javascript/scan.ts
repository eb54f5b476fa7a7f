/**
 * Every place in a file that names a module by a literal. Module records come first, because they cost a third of
 * the tree; the tree is made only when the file spells a needle where the records have no site (`require`, mocks,
 * `import =`, types, `declare module`, comments).
 *
 * The count is the proof: each needle that stands in quotes is inside a site when the scan is done; what is no
 * known form ends as `string` or `comment`, so that nothing is left unseen.
 */
import type { EcmaScriptModule } from "oxc-parser";
import type { SourceFile } from "../../core/types.js";
import { commentSites } from "./source/comments.js";
import { hasSitesInTree } from "./source/in-tree.js";
import { hits } from "./source/occurrences.js";
import { parse } from "./source/parse.js";
import { Sites } from "./source/sites.js";
import type { Scan, Span } from "./source/syntax.js";
import { treeSites } from "./source/tree-sites.js";

/**
 * `needles`: literals as `Language.queries` gives them (`manager`, `'..'` with its quotes). All import and export
 * sites are given whatever they name; the sites that need the tree only if the file spells a needle elsewhere, or if
 * what they name may be spelled otherwise (`whole`: see `Searches`).
 */
export function scanJavaScript(
	file: SourceFile,
	needles: readonly string[],
	whole = true,
): Scan {
	const { text } = file;
	const parsed = parse(file);
	const sites = new Sites(text);
	if (parsed.records) recordSites(parsed.records, text, sites);
	const open = hits(text, needles).filter((hit) => {
		const site = sites.at(hit);
		// `vi.mock(import('m'))`: the record knows the import, only the tree the call around it.
		return (
			site === null ||
			(site.kind === "dynamic-import" &&
				/\(\s*$/.test(
					text.slice(Math.max(0, site.span.start - 80), site.span.start),
				))
		);
	});
	if (
		open.length > 0 ||
		!parsed.records ||
		(!whole && hasSitesInTree(parsed.records, text, sites))
	) {
		const strings = treeSites(parsed.program, sites);
		for (const comment of parsed.comments)
			for (const site of commentSites(text, comment)) sites.add(site);
		for (const hit of open) {
			if (sites.at(hit)) continue;
			const around = (outer: Span): boolean =>
				outer.start <= hit.start && hit.end <= outer.end;
			// The innermost string comes last: a template holds the strings of its substitutions.
			sites.text(
				hit,
				strings.findLast(around) ?? null,
				parsed.comments.some(around),
			);
		}
	}
	return { sites: sites.list(), problems: parsed.problems };
}

/** The sites of which the module records tell: import and export declarations, and `import('m')`. */
export function recordSites(
	records: EcmaScriptModule,
	text: string,
	sites: Sites,
): void {
	for (const statement of records.staticImports)
		sites.declaration(
			"import",
			statement.moduleRequest.value,
			statement.moduleRequest,
			statement,
		);
	for (const statement of records.staticExports) {
		// `import { a } from 'm'; export { a }` is an export of `m`, too (ECMA-262 16.2.1.7.1): by the import statement.
		if (!text.startsWith("export", statement.start)) continue;
		const request = statement.entries.find(
			(entry) => entry.moduleRequest,
		)?.moduleRequest;
		if (!request) continue;
		const star = statement.entries.some((entry) =>
			/^All/.test(entry.importName.kind),
		);
		sites.declaration(
			star ? "export-star" : "export-from",
			request.value,
			request,
			statement,
		);
	}
	for (const { moduleRequest, start, end } of records.dynamicImports) {
		const written = text.slice(moduleRequest.start, moduleRequest.end);
		// One plain literal; what is put together or escaped is left to the tree.
		const specifier = /^(['"`])([^'"`\\$]*)\1$/.exec(written)?.[2];
		if (specifier !== undefined)
			sites.named("dynamic-import", specifier, moduleRequest, { start, end });
	}
}
