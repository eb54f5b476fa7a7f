/** Which files are asked for their tree: each that has a site there, and few that only speak of such. */
import { describe, expect, it } from "@jest/globals";
import { recordSites } from "../../../../transforms/languages/javascript/scan.js";
import { hasSitesInTree } from "../../../../transforms/languages/javascript/source/in-tree.js";
import { parse } from "../../../../transforms/languages/javascript/source/parse.js";
import { Sites } from "../../../../transforms/languages/javascript/source/sites.js";
import { treeSites } from "../../../../transforms/languages/javascript/source/tree-sites.js";

const read = (text: string) => {
	const file = {
		path: "a.ts",
		text,
		encoding: "utf8",
		unit: "utf16",
	} as const;
	const { records, program } = parse(file);
	if (!records) throw new Error("no records");
	const sites = new Sites(text);
	recordSites(records, text, sites);
	const told = sites.list().length;
	const asks = hasSitesInTree(records, text, sites);
	treeSites(program, sites);
	return { asks, adds: sites.list().length > told };
};

describe("files whose tree is asked for sites", () => {
	it.each([
		"require('./m')",
		"require?.('./m')",
		"(require as any)('./m')",
		"module.require('./m')",
		"require.resolve('./m')",
		"require['resolve']('./m')",
		"import x = require('./m')",
		"jest.mock('./m')",
		"jest.mock<typeof M>('./m')",
		"jest['mock']('./m')",
		"jest.mock /* why */ ('./m')",
		"jest.mock!('./m')",
		"(jest.mock)('./m')",
		"((vi.doMock as any))('./m')",
		"jest.unstable_mockModule('./m', f)",
		"vi.importActual('./m')",
		"mock.module('./m', {})",
		"mock['module']('./m', {})",
		"new URL('./m', import.meta.url)",
		"import.meta.resolve('./m')",
		"declare module './m' {}",
		"export {} from './m'",
		"export { /* none */ } from './m'",
		"type A = import('./m').A",
		"const a = b as import('./m').A",
		"function f(): x is import('./m').A {}",
		"let a: Array<() => import('./m').A>",
		"import('./\\u006d')",
	])("is: %s", (text) => {
		expect(read(text)).toEqual({ asks: true, adds: true });
	});

	it.each([
		"const id = 'mock-token';",
		"// a mock of what we require here",
		"createUserMock(); fn.mock.calls; mock => mock",
		"export {};",
		"const load = () => import('./m');",
	])("is not: %s", (text) => {
		expect(read(text)).toEqual({ asks: false, adds: false });
	});
});
