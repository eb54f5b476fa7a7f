/** Random import blocks: whatever their layout, the plan keeps what they bind, their comments, and all other bytes. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { scanJavaScript } from "../../../../transforms/languages/javascript/scan.js";
import { planTree } from "./memory.js";

const WORLD = {
	"src/old.ts":
		'export { a, b, c as d } from "./new";\nexport type { T } from "./new";\nexport { b as default } from "./new";\nexport const own = 1;\n',
	"src/new.ts":
		"export const a = 1;\nexport const b = 2;\nexport const c = 3;\nexport interface T {}\nexport default b;\n",
};
const RULES = [
	{ from: "src/old.ts", to: "src/new.ts" },
	{ from: "src/old.ts", to: "src/new.ts", names: { d: "c", default: "b" } },
];
/** Old name -> where it has to come from, and by which name. */
const HOME: Readonly<Record<string, readonly [string, string]>> = {
	a: ["./new", "a"],
	b: ["./new", "b"],
	d: ["./new", "c"],
	T: ["./new", "T"],
	own: ["./old", "own"],
	default: ["./new", "b"],
};

interface Name {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly type: boolean;
}

const comment = fc.constantFrom("", "", "", "/* x */ ", "// y\n  ");
const name = fc.record<Name>({
	name: fc.constantFrom("a", "b", "d", "T", "own"),
	before: comment,
	after: fc.constantFrom("", "", " /* z */"),
	type: fc.boolean(),
});
const statement = fc.record({
	keyword: fc.constantFrom("import", "import", "export", "import type"),
	byDefault: fc.boolean(),
	names: fc.array(name, { maxLength: 4 }),
	lines: fc.boolean(),
	space: fc.constantFrom(" ", ""),
	trailing: fc.constantFrom(",", ""),
	quote: fc.constantFrom("'", '"'),
	end: fc.constantFrom(";", "", "; // end"),
	blank: fc.constantFrom("", "\n", "// above\n", "const z = 0;\n"),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

let count = 0;

/** One statement as text, every local name new. */
function write(one: Statement): string {
	const reexport = one.keyword === "export";
	const specs = one.names.map(({ name, before, after, type }) => {
		const modifier = type && one.keyword !== "import type" ? "type " : "";
		return `${before}${modifier}${name} as l${count++}${after}`;
	});
	const gap = one.lines ? "\n  " : one.space;
	const last = one.lines ? "\n" : one.space;
	const list = specs.join(`,${one.lines ? "\n  " : " "}`);
	const braces =
		specs.length > 0 ? `{${gap}${list}${one.trailing}${last}}` : "{}";
	const plain = one.byDefault && !reexport && one.keyword !== "import type";
	const clause = plain ? `l${count++}, ${braces}` : braces;
	return `${one.blank}${one.keyword} ${clause} from ${one.quote}./old${one.quote}${one.end}\n`;
}

/** What the file's imports and re-exports bind: `l1 <- ./new#a`. */
function bound(text: string): string[] {
	const { sites, problems } = scanJavaScript(
		{ path: "src/app.ts", text, encoding: "utf8", unit: "utf16" },
		["old", "new"],
	);
	expect(problems).toEqual([]);
	return sites
		.flatMap((site) =>
			site.names.map(
				(n) =>
					`${n.as} ${site.typeOnly || n.typeOnly ? "type " : ""}<- ${site.specifier}#${n.name}`,
			),
		)
		.sort();
}

const moved = (line: string): string =>
	line.replace(/<- \.\/old#(\w+)/, (_, old: string) => {
		const [module, now] = HOME[old] ?? [];
		return `<- ${module}#${now}`;
	});

const comments = (text: string): string[] =>
	(text.match(/\/\*.*?\*\/|\/\/.*/g) ?? []).sort();

test.each(["\n", "\r\n"])("random blocks with line end %j", (eol) => {
	fc.assert(
		fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (all) => {
			count = 0;
			const text =
				`#!/usr/bin/env node\n'use strict';\n${all.map(write).join("")}last();\n`.replaceAll(
					"\n",
					eol,
				);
			const tree = { ...WORLD, "src/app.ts": text };
			const plan = planTree(tree, RULES);
			const after = plan.after("src/app.ts");
			const refused = plan.references.some(
				({ reason, path }) =>
					path === "src/app.ts" && reason === "unsplittable",
			);
			if (!refused) expect(bound(after)).toEqual(bound(text).map(moved).sort());
			expect(bound(after).length).toBe(bound(text).length);
			expect(comments(after)).toEqual(comments(text));
			expect(after.replaceAll("\r\n", "").includes("\r")).toBe(false);
			expect(/(?<!\r)\n/.test(after)).toBe(eol === "\n");
			const again = planTree({ ...tree, "src/app.ts": after }, RULES);
			expect(again.changes).toEqual([]);
		}),
		{ numRuns: 300 },
	);
});
