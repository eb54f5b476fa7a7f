/**
 * Can a file hold sites that only its tree shows (`tree-sites.ts`)? Told from its text and its module records, since
 * the tree costs more than all else about a file: tests speak of mocks in every other line, and call few modules by it.
 *
 *   jest.mock('./m')   (vi.mock as any)<T>('./m')   type A = import('./m').A       yes
 *   'mock-token'   createUserMock()   // a mock of the store   () => import('./m')   no
 */
import type { EcmaScriptModule } from "oxc-parser";
import { MOCK_METHODS } from "./calls.js";
import type { Sites } from "./sites.js";

/** What may follow the name of what is called: its brackets, or what leads to them. */
const CALLED = String.raw`\s*(?:[(<]|\?\.|!(?!=)|\/[*/]|['"\x60]\s*\]|\)[\s)]*[(<?!/]|as\b|satisfies\b)`;
const SITE = new RegExp(
	[
		String.raw`\b(?:require|${MOCK_METHODS.join("|")})\b${CALLED}`,
		// `require.resolve`, `require['resolve']`, and `mock.module` of node:test and Bun.
		String.raw`\brequire\s*[.[]`,
		String.raw`\bmock\s*(?:\.|\[\s*['"\x60])\s*module\b`,
		String.raw`\bimport\.meta\.(?:resolve|url)`,
		String.raw`\bdeclare\s+module\b`,
		// No record tells of it.
		String.raw`\bexport\s*\{\s*(?:\}\s*from\b|\}?\s*\/[*/])`,
	].join("|"),
);
const IMPORT = /\bimport\s*(?:\(|\/[*/])/g;

/** `sites`: those of the records. */
export function hasSitesInTree(
	{ dynamicImports }: EcmaScriptModule,
	text: string,
	sites: Sites,
): boolean {
	if (SITE.test(text)) return true;
	// The specifier is put together, or written with escapes.
	if (dynamicImports.some(({ moduleRequest }) => !sites.has(moduleRequest)))
		return true;
	const expressions = new Set(dynamicImports.map(({ start }) => start));
	for (const { index } of text.matchAll(IMPORT))
		if (!expressions.has(index)) return true;
	return false;
}
