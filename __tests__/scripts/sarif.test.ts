/** SARIF 2.1.0: the shape that the standard asks for, fingerprints that stay, and nothing of this machine. */
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

/** What sarif-v2.1.0-os says of the parts that are used, section by section; other properties are refused. */
const object = (
	properties: Record<string, object>,
	required: readonly string[],
) => ({ type: "object", additionalProperties: false, properties, required });
const text = { type: "string", minLength: 1 };
/** 3.11 */
const message = object({ text }, ["text"]);
/** 3.58.6 */
const level = { enum: ["none", "note", "warning", "error"] };
const positive = { type: "integer", minimum: 1 };
/** 3.28; 3.29; 3.30; 3.4: a uri-reference that is relative when there is a base. */
const location = object(
	{
		physicalLocation: object(
			{
				artifactLocation: object(
					{
						uri: {
							type: "string",
							pattern: "^(?!/|[A-Za-z][A-Za-z0-9+.-]*:)[!-~]+$",
						},
						uriBaseId: text,
					},
					["uri"],
				),
				region: object({ startLine: positive, startColumn: positive }, [
					"startLine",
				]),
			},
			["artifactLocation"],
		),
	},
	[],
);
/** 3.27 */
const result = object(
	{
		ruleId: text,
		ruleIndex: { type: "integer", minimum: 0 },
		level,
		message,
		locations: { type: "array", items: location },
		relatedLocations: { type: "array", items: location },
		partialFingerprints: {
			type: "object",
			additionalProperties: { type: "string" },
		},
	},
	["message"],
);
/** 3.49 */
const rule = object(
	{
		id: text,
		name: text,
		shortDescription: message,
		defaultConfiguration: object({ level }, []),
	},
	["id"],
);
/** 3.13, 3.14, 3.18, 3.19, 3.20, 3.58 */
const log = object(
	{
		$schema: { type: "string", pattern: "sarif-2\\.1\\.0\\.json$" },
		version: { const: "2.1.0" },
		runs: {
			type: "array",
			items: object(
				{
					tool: object(
						{
							driver: object(
								{
									name: text,
									version: text,
									rules: { type: "array", items: rule, uniqueItems: true },
								},
								["name"],
							),
						},
						["driver"],
					),
					columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
					invocations: {
						type: "array",
						items: object(
							{
								executionSuccessful: { type: "boolean" },
								toolExecutionNotifications: {
									type: "array",
									items: object({ level, message }, ["message"]),
								},
							},
							["executionSuccessful"],
						),
					},
					results: { type: "array", items: result },
				},
				["tool"],
			),
		},
	},
	["version", "runs"],
);
const validate = new Ajv({ strict: false }).compile(log);

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
		expect(
			results[1]?.locations[0]?.physicalLocation.artifactLocation.uri,
		).toBe("src/sp%20ace%20%C3%A9%23.ts");
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
