/** SARIF 2.1.0: the shape that the standard asks for, fingerprints that stay, and nothing of this machine. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

/** The schema of the standard, as the package has it. It is of draft 4, which names itself by `id`. */
const { id, $schema, ...schema } = JSON.parse(
	readFileSync(
		createRequire(import.meta.url).resolve(
			"@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
		),
		"utf8",
	),
);
const formats = {
	"date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
	uri: /^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$/,
	"uri-reference": /^[!-~]*$/,
};
// Its pattern for languages has a bracket too many, which only the older reading of patterns takes.
const validate = new Ajv({
	strict: false,
	unicodeRegExp: false,
	formats,
}).compile({ $id: id, ...schema });

interface Result {
	readonly ruleId: string;
	readonly partialFingerprints: Readonly<Record<string, string>>;
	readonly locations: readonly {
		readonly physicalLocation: {
			readonly artifactLocation: { readonly uri: string };
		};
	}[];
}

async function sarif(files: Files, ...argv: string[]) {
	const space = workspace(files);
	const { stdout } = await space.run(
		"check",
		...RULE,
		"--reporter",
		"sarif",
		...argv,
	);
	const parsed = JSON.parse(stdout);
	validate(parsed);
	expect(validate.errors).toBe(null);
	expect(stdout).not.toContain(space.root);
	return {
		stdout,
		run: parsed.runs[0],
		results: parsed.runs[0].results as Result[],
	};
}

test("the schema is the standard's, and refuses what is not in it", () => {
	expect($schema).toBe("http://json-schema.org/draft-04/schema#");
	const driver = { name: "onepath" };
	const log = (more: object) => ({
		version: "2.1.0",
		runs: [{ tool: { driver }, ...more }],
	});
	expect(validate(log({}))).toBe(true);
	expect(validate(log({ results: [{ message: {} }] }))).toBe(false);
	expect(validate(log({ finding: 1 }))).toBe(false);
	expect(validate(log({ columnKind: "bytes" }))).toBe(false);
});

describe("a log", () => {
	test("is what the standard says, with every kind of result and notification", async () => {
		const { run, results } = await sarif(
			{
				...SMALL,
				"src/sp ace é#.ts": SMALL["src/app.ts"] as string,
				"src/broken.ts": 'import { Manager } from "./legacy.js";\nconst = ;\n',
			},
			"--max-paths",
			"1",
		);
		expect(results.map(({ ruleId }) => ruleId)).toEqual([
			"onepath/legacy-import",
			"onepath/legacy-import",
			"onepath/import-paths",
		]);
		const uris = results.map(
			({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
		);
		expect(uris[1]).toBe("src/sp%20ace%20%C3%A9%23.ts");
		// 3.4.3: relative, since there is a base.
		for (const uri of uris)
			expect(uri).toMatch(/^(?!\/|[A-Za-z][A-Za-z0-9+.-]*:)[!-~]+$/);
		expect(run.invocations[0].executionSuccessful).toBe(false);
		expect(
			run.invocations[0].toolExecutionNotifications[0].message.text,
		).toMatch(/^src\/broken\.ts was not checked: 2:7 /);
	});

	test("is empty when nothing fails", async () => {
		const { "src/app.ts": _, ...rest } = SMALL;
		const { results, run } = await sarif(rest);
		expect(results).toEqual([]);
		expect(run.invocations[0].executionSuccessful).toBe(true);
	});

	test("is the same, byte for byte, for the same tree somewhere else", async () => {
		expect((await sarif(SMALL)).stdout).toBe((await sarif(SMALL)).stdout);
	});
});

describe("fingerprints", () => {
	const prints = async (app: string) =>
		(await sarif({ ...SMALL, "src/app.ts": app })).results.map(
			(r) => r.partialFingerprints["onepathUse/v1"],
		);
	const use = 'import { Manager } from "./legacy.js";\n';
	const call = 'const m = require("./legacy.js");\nm.Manager;\n';

	test("stay when lines move, and when another use comes after", async () => {
		const before = await prints(use);
		expect(await prints(`// one more line\n\n${use}`)).toEqual(before);
		expect((await prints(use + call)).slice(0, 1)).toEqual(before);
	});

	test("are different for each use", async () => {
		const all = await prints(
			use + use.replace("Manager", "Manager as M") + call,
		);
		expect(all.length).toBeGreaterThan(2);
		expect(new Set(all).size).toBe(all.length);
	});
});

test("results end at a number that code scanning takes, and the rest is said", async () => {
	const many = Array.from(
		{ length: 2600 },
		(_, i) =>
			`import { Manager as M${i} } from "./legacy.js";\nM${i};\nexport { Manager as N${i} } from "./legacy.js";`,
	).join("\n");
	const { results, run } = await sarif({ ...SMALL, "src/app.ts": `${many}\n` });
	expect(results).toHaveLength(5000);
	expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
		"200 more results are left out",
	);
});
