/** The short reader of the config's schema and the full one say yes and no to the same. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { satisfies } from "../../scripts/config/plain-schema.js";

const schema = JSON.parse(
	readFileSync("scripts/config/onepath.config.schema.json", "utf8"),
);
const full = new Ajv().compile(schema);

const VALUES = ["", "a", [], ["a"], [""], {}, { a: "b" }, { "": "b" }, null, 1];
const KEYS = [
	...Object.keys(schema.properties),
	...Object.keys(schema.definitions.rule.properties),
	"form",
];
const RULE = { from: "a", to: "b" };

const cases: readonly unknown[] = [
	...VALUES,
	...KEYS.flatMap((key) => VALUES.map((value) => ({ [key]: value }))),
	...KEYS.flatMap((key) =>
		VALUES.flatMap((value) =>
			[
				RULE,
				{ symbol: "a:B", canonical: "b:B" },
				{ from: "a" },
				{ symbol: "a" },
			].map((rule) => ({ rules: [RULE, { ...rule, [key]: value }] })),
		),
	),
	...["refuse", "skip", "accept", "named", true].flatMap((value) =>
		KEYS.map((key) => ({ [key]: value })),
	),
];

describe("a config is valid or not", () => {
	test(`the same for ${cases.length} values`, () => {
		for (const value of cases)
			expect([value, satisfies(value, schema, schema)]).toEqual([
				value,
				full(value),
			]);
		expect(cases.filter((value) => full(value)).length).toBeGreaterThan(50);
	});

	test("by no keyword that is passed over", () => {
		expect(() => satisfies(1, { minimum: 0 }, schema)).toThrow("minimum");
	});
});
