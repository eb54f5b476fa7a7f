/** Candidates that are dropped by their text: never one that names a legacy module. */
import { describe, expect, test } from "@jest/globals";
import { RuleSet } from "../../../transforms/core/rules.js";
import { javascript } from "../../../transforms/languages/javascript/language.js";
import { siftJavaScript } from "../../../transforms/languages/javascript/sift.js";
import { cleanUp, projectOf } from "./disk.js";

afterAll(cleanUp);

const project = projectOf({
	"package.json": { name: "app", workspaces: ["packages/*"] },
	"tsconfig.json": {
		compilerOptions: { paths: { "x-*-y": ["./src/*.ts"] } },
	},
	"src/part1.ts": "",
	"src/ws/index.ts": "",
	"packages/plain/package.json": {
		name: "plain",
		exports: { "./*": "./src/*.ts", "./*.js": "./src/*.ts" },
	},
	"packages/plain/src/part1.ts": "",
	"packages/odd/package.json": {
		name: "odd",
		exports: { "./*-client": "./src/*.ts" },
	},
	"packages/odd/src/part1.ts": "",
});

function keeps(from: string, text: string): boolean {
	const rules = RuleSet.from(
		[{ id: "r", from, to: from.endsWith("/*") ? "new/*" : "src/new.ts" }],
		(module) => javascript.key(module, project),
		"/",
	);
	const keep = siftJavaScript({
		project,
		graph: javascript.graph(project),
		rules,
		policy: {
			onDifferent: "refuse",
			onMissing: "skip",
			acceptUnproven: false,
			moduleStyle: "named",
		},
	});
	return keep({ path: "src/a.ts", text, encoding: "utf8", unit: "utf16" });
}

describe("a candidate is", () => {
	test.each([
		["a specifier", "src/part1.ts", "import './part1';"],
		["an ending", "src/part1.ts", "import './part1.js';"],
		["a query", "src/part1.ts", "import './part1?raw';"],
		["a mock", "src/part1.ts", "jest.mock('./part1')"],
		["a comment", "src/part1.ts", "// see ./part1"],
		["an alias", "src/part1.ts", "import 'x-part1-y';"],
		["a directory", "src/ws/index.ts", "import './ws';"],
		["dots", "src/ws/index.ts", "import '.';"],
		[
			"a package's name for it",
			"packages/plain/src/part1.ts",
			"import 'plain/part1';",
		],
		[
			"a package that puts something behind it",
			"packages/odd/src/part1.ts",
			"import 'odd/part1-client';",
		],
		["what a package calls anything", "src/part1.ts", "import '#x/part12';"],
		["a module below a prefix", "src/*", "import './part12';"],
	])("kept for %s", (_, from, text) => {
		expect(keeps(from, text)).toBe(true);
	});

	test.each([
		["the beginning of a longer name", "src/part1.ts", "import './part12';"],
		[
			"the same in a package",
			"packages/plain/src/part1.ts",
			"import 'plain/part12';",
		],
		["a longer directory", "src/ws/index.ts", "import './wsx';"],
	])("dropped for %s", (_, from, text) => {
		expect(keeps(from, text)).toBe(false);
	});
});
