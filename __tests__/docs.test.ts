/**
 * What README and the tables in code say of each other. Its generated parts are compared in readme.test.ts.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, OF_SIGNAL } from "../scripts/driver/exit.js";
import { REASONS } from "../transforms/core/reasons.js";
import { FORMS, VERDICTS } from "../transforms/core/types.js";
import { ROOT } from "./helpers/built.js";
import { readModules } from "./helpers/modules.js";

const text = (path: string) => readFileSync(join(ROOT, path), "utf8");
const readme = text("README.md");
const modules = readModules(ROOT, ["transforms", "scripts"]);
const words = new Set(
	modules
		.filter(({ path }) => !/core\/(?:reasons|types)\.ts$/.test(path))
		.flatMap(({ words: own }) => own),
);

/** First cells of the table whose head starts with `| head |`. */
function firstColumn(head: string): string[] {
	const rows = readme.split(`| ${head} |`)[1]?.split("\n\n")[0]?.split("\n");
	return (rows ?? []).slice(2).map((row) => (row.split("|")[1] ?? "").trim());
}

test("every verdict is in the table, in order", () => {
	expect(firstColumn("verdict")).toEqual(
		VERDICTS.map((verdict) => `\`${verdict}\``),
	);
});

test("every exit code is in the table", () => {
	const codes = firstColumn("code").flatMap((cell) => cell.split(", "));
	expect(codes.map(Number)).toEqual([
		...Object.values(EXIT),
		...Object.values(OF_SIGNAL),
	]);
});

test("every reason is given by some code", () => {
	const unused = Object.keys(REASONS).filter((id) => !words.has(id));
	expect(unused).toEqual([]);
});

test("every form is given by some code", () => {
	const unused = Object.keys(FORMS).filter((form) => !words.has(form));
	expect(unused).toEqual([]);
});

test("every key of the config is shown in README, and every one shown there is a key", () => {
	const schema = JSON.parse(text("scripts/config/onepath.config.schema.json"));
	const config = /```jsonc\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
	const shown = [...config.matchAll(/^\s\s"([$\w]+)":|, "(exclude)": \[\]/gm)];
	expect(shown.map(([, key, last]) => key ?? last).sort()).toEqual(
		Object.keys(schema.properties).sort(),
	);
});

test("what README links to is there", () => {
	for (const [, path = ""] of readme.matchAll(/\]\(([^)#]+)\)/g))
		expect(text(path)).not.toBe("");
	const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
		title.toLowerCase().replaceAll(" ", "-"),
	);
	for (const [, anchor = ""] of readme.matchAll(/\]\(#([^)]+)\)/g))
		expect(headings).toContain(anchor);
});

test("the files that README and CONTRIBUTING name are there", () => {
	const named = [readme, text("CONTRIBUTING.md")]
		.flatMap((page) => [
			...page.matchAll(
				/`((?:transforms|scripts|__tests__)\/[\w./-]+\.(?:ts|json))`/g,
			),
		])
		.map(([, path = ""]) => path);
	expect(named.length).toBeGreaterThan(3);
	for (const path of named) expect(text(path)).not.toBe("");
});
