/** What a module may load is told by its records, and nothing that it loads is missing there. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { javascriptFacts } from "../../../transforms/languages/javascript/exports.js";

const factsOf = (text: string, path = "a.ts") =>
	javascriptFacts({ path, text, encoding: "utf8", unit: "utf16" }, path);

const told = (text: string): string[] | null =>
	factsOf(text).mayLoad?.map(({ specifier, time }) => `${specifier} ${time}`) ??
	null;

test.each([
	["import a, { b } from './m';", ["./m load"]],
	["import './m';", ["./m load"]],
	[
		"import type { T } from './m'; import { type U } from './n'; export {};",
		[],
	],
	["export { a } from './m'; export * from './n';", ["./m load", "./n load"]],
	["export type { T } from './m'; export type * from './n';", []],
	["export const a = () => import('./m');", ["./m call"]],
])("%s", (text, expected) => {
	expect(told(text)).toEqual(expected);
});

test.each([
	"export const a = require('./m');",
	"import { createRequire } from 'node:module'; createRequire(import.meta.url)('./m');",
	"import './\\u006d'; export {};",
	"module.exports = 1;",
])("only the tree tells: %s", (text) => {
	expect(told(text)).toBeNull();
});

const fixtures = fileURLToPath(
	new URL("../../../__testfixtures__", import.meta.url),
);
const sources = (readdirSync(fixtures, { recursive: true }) as string[]).filter(
	(path) =>
		/\.[cm]?[jt]sx?$/.test(path) && statSync(`${fixtures}/${path}`).isFile(),
);

test("all that the fixtures load is among what they may", () => {
	let asked = 0;
	for (const path of sources) {
		const facts = factsOf(readFileSync(`${fixtures}/${path}`, "utf8"), path);
		if (!facts.mayLoad) continue;
		asked++;
		const may = new Set(
			facts.mayLoad.map(({ specifier, time }) => `${specifier} ${time}`),
		);
		const missing = facts.loads
			.filter(({ time }) => time !== "type")
			.map(({ specifier, time }) => `${specifier} ${time}`)
			.filter((load) => !may.has(load));
		expect([path, missing]).toEqual([path, []]);
	}
	expect(asked).toBeGreaterThan(300);
});
