import { CLAIM } from "../../../transforms/core/language.js";
import { RuleSet } from "../../../transforms/core/rules.js";
import {
	moduleLiterals,
	moduleQueries,
} from "../../../transforms/languages/javascript/queries.js";
import {
	canBeImported,
	claimModule,
	locateKey,
	moduleKey,
	moduleKeys,
	nearestModule,
	rulesOf,
} from "../../../transforms/languages/javascript/resolve.js";
import { decodeJavaScript } from "../../../transforms/languages/javascript/source/decode.js";
import { cleanUp, projectOf } from "./disk.js";

afterAll(cleanUp);

const project = projectOf({
	"src/bar.module.css": "",
	"package.json": {
		name: "app",
		workspaces: ["packages/*"],
		dependencies: { rxjs: "5" },
		imports: { "#ws": "./src/ws/manager.ts" },
	},
	"tsconfig.json": {
		compilerOptions: {
			paths: {
				"@sockets": ["./src/ws/manager.ts"],
				"@/*": ["./src/*"],
				"@old/*": ["./src/legacy/*"],
				"lib-*/api": ["./libs/*/index.ts"],
			},
		},
	},
	"src/ws/manager.ts": "export class Manager {}",
	"src/ws/index.ts": "export * from './manager';",
	"src/ws/deep/er/x.ts": "import '../..';",
	"src/legacy/a.ts": "import './b';",
	"src/legacy/b.ts": "",
	"src/view.tsx": "",
	"src/note.py": "",
	"libs/foo/index.ts": "",
	"packages/utils/package.json": {
		name: "@acme/utils",
		exports: { ".": "./dist/main.js", "./sockets": "./dist/manager.js" },
	},
	"packages/utils/src/main.ts": "",
	"packages/utils/src/manager.ts": "",
	"main.ts": "",
});

const rulesFor = (...rules: [string, string][]): RuleSet =>
	RuleSet.from(
		rules.map(([from, to], index) => ({ id: `r${index}`, from, to })),
		(module) => moduleKey(module, project),
		"/",
	);

describe("the normal form of a module", () => {
	test.each([
		["src/ws/manager.ts", "src/ws/manager.ts"],
		["./src/ws/manager.ts", "src/ws/manager.ts"],
		["src/ws/manager", "src/ws/manager.ts"],
		["src/ws/manager.js", "src/ws/manager.ts"],
		["src/ws", "src/ws/index.ts"],
		["src/ws/", "src/ws/index.ts"],
		["src/view", "src/view.tsx"],
		["src/gone.ts", "src/gone.ts"],
		["@acme/utils", "@acme/utils"],
		["rxjs/Observable", "rxjs/Observable"],
		["node:fs", "node:fs"],
		["three/examples/jsm/*", "three/examples/jsm/*"],
		["src/legacy/*", "src/legacy/*"],
	])("%s", (written, key) => {
		expect(moduleKey(written, project)).toBe(key);
	});

	test.each(["", "a b", "../up", "a:b", "'x'"])("refused: %p", (written) => {
		expect(() => moduleKey(written, project)).toThrow(
			expect.objectContaining({ code: "rules" }),
		);
	});
});

test("claims, existence and where a key leads", () => {
	expect(claimModule("src/ws/manager", project)).toBe(CLAIM.exists);
	expect(claimModule("@acme/utils", project)).toBe(CLAIM.exists);
	expect(claimModule("src/gone.ts", project)).toBe(CLAIM.likely);
	expect(claimModule("rxjs", project)).toBe(CLAIM.likely);
	expect(claimModule("a.b.manager", project)).toBe(CLAIM.possible);
	expect(claimModule("src/note.py", project)).toBe(CLAIM.no);
	expect(claimModule("not a module", project)).toBe(CLAIM.no);
	expect(canBeImported("src/ws/manager.ts", project)).toBe(true);
	expect(canBeImported("@acme/utils/sockets", project)).toBe(true);
	expect(canBeImported("src/gone.ts", project)).toBe(false);
	expect(canBeImported("rxjs", project)).toBe(false);
	expect(canBeImported("src/bar.module.css", project)).toBe(true);
	expect(canBeImported("src/foo.module.css", project)).toBe(false);
	expect(locateKey("src/ws/manager", "main.ts", project)).toEqual({
		kind: "module",
		id: "src/ws/manager.ts",
	});
	expect(locateKey("src/gone.ts", "main.ts", project)).toEqual({
		kind: "missing",
		name: "src/gone.ts",
	});
	expect(locateKey("rxjs", "main.ts", project)).toEqual({
		kind: "external",
		name: "rxjs",
	});
});

test("the nearest name of a misspelt one", () => {
	expect(nearestModule("src/ws/manger.ts", project)).toBe("src/ws/manager.ts");
	expect(nearestModule("@acme/utlis", project)).toBe("@acme/utils");
	expect(nearestModule("completely/else/where.ts", project)).toBeNull();
});

describe("keys of a reference", () => {
	test.each([
		["./ws/manager", "src/view.tsx", ["src/ws/manager.ts"]],
		["./ws", "src/view.tsx", ["src/ws/index.ts"]],
		[
			"@/ws/manager.js",
			"src/view.tsx",
			["@/ws/manager.js", "src/ws/manager.ts"],
		],
		["@sockets", "src/view.tsx", ["@sockets", "src/ws/manager.ts"]],
		["#ws", "src/view.tsx", ["#ws", "src/ws/manager.ts"]],
		[
			"@acme/utils/sockets",
			"main.ts",
			["@acme/utils/sockets", "packages/utils/src/manager.ts"],
		],
		["rxjs/Observable", "main.ts", ["rxjs/Observable"]],
	])("%s from %s", (specifier, from, keys) => {
		expect(moduleKeys(specifier, from, project)).toEqual(keys);
	});

	test("a module that is gone is known by its path", () => {
		expect(moduleKeys("./gone", "src/view.tsx", project)).toEqual(
			expect.arrayContaining(["src/gone", "src/gone.ts", "src/gone/index.ts"]),
		);
	});

	test("a reference that is written as the rule wants it is none", () => {
		const rules = rulesFor(["packages/utils/src/main.ts", "@acme/utils"]);
		expect(rulesOf("@acme/utils", "main.ts", rules, project)).toBeNull();
		expect(
			rulesOf("./packages/utils/src/main", "main.ts", rules, project)?.key,
		).toBe("packages/utils/src/main.ts");
	});

	test("prefix rules speak of what is below", () => {
		const rules = rulesFor(
			["three/examples/jsm/*", "three/addons/*"],
			["src/legacy/*", "src/ws/*"],
		);
		expect(
			rulesOf("three/examples/jsm/controls/X.js", "main.ts", rules, project)
				?.rules.all?.to,
		).toBe("three/addons/controls/X.js");
		expect(rulesOf("@old/a", "main.ts", rules, project)?.rules.all?.to).toBe(
			"src/ws/a.ts",
		);
		expect(rulesOf("three/addons/x", "main.ts", rules, project)).toBeNull();
	});
});

describe("the needle search is sound", () => {
	const satisfied = (rules: RuleSet, path: string, text: string): boolean =>
		moduleQueries(rules, project).some(
			({ all, under, extensions }) =>
				all.every((literal) => text.includes(literal)) &&
				(under === undefined || path.startsWith(under)) &&
				(extensions ?? [""]).some((ending) => path.endsWith(ending)),
		);

	test.each([
		["src/ws/manager.ts", "a.ts", "import './src/ws/manager.js'"],
		["src/ws/manager.ts", "a.ts", "import '@sockets'"],
		["src/ws/manager.ts", "a.ts", "import '#ws'"],
		["src/ws/manager.ts", "a.ts", 'import "@/ws/manager"'],
		["src/ws/manager.ts", "a.ts", "/// <reference path='manager.ts' />"],
		["src/ws", "a.ts", "import '@/ws'"],
		["src/ws", "src/ws/y.ts", "import '.'"],
		["src/ws", "src/ws/y.ts", 'import "./"'],
		["src/ws", "src/ws/y.ts", "import './index'"],
		["src/ws", "src/ws/deep/er/x.ts", "import '../..'"],
		["src/ws", "src/ws/deep/er/x.ts", "import '../../'"],
		["src/ws", "src/ws/deep/er/x.ts", "import '../../index.js'"],
		["libs/foo/index.ts", "a.ts", "import 'lib-foo/api'"],
		["packages/utils/src/main.ts", "a.ts", "import '@acme/utils'"],
		["packages/utils/src/manager.ts", "a.ts", "import '@acme/utils/sockets'"],
		["rxjs/Observable", "a.ts", "import 'rxjs/Observable'"],
		["src/legacy/*", "a.ts", "import './src/legacy/a'"],
		["src/legacy/*", "a.ts", "import '@old/a'"],
		["src/legacy/*", "src/legacy/a.ts", "import './b'"],
		["three/examples/jsm/*", "a.ts", "import 'three/examples/jsm/x'"],
	])("%s in %s: %s", (from, path, text) => {
		const to = from.endsWith("*") ? "to/*" : "to";
		expect(satisfied(rulesFor([from, to]), path, text)).toBe(true);
	});

	test.each([
		["src/ws/manager.ts", "a.ts", "import './src/other'"],
		["src/ws", "src/view.tsx", "import '.'"],
		["src/ws/manager.ts", "a.py", "'/manager'"],
	])("%s not in %s: %s", (from, path, text) => {
		expect(satisfied(rulesFor([from, "to"]), path, text)).toBe(false);
	});

	test("what documents call a module", () => {
		expect(moduleLiterals("src/ws/manager.ts", project)).toEqual([
			"src/ws/manager.ts",
			"src/ws/manager",
		]);
		expect(moduleLiterals("src/ws/index.ts", project)).toEqual([
			"src/ws/index.ts",
			"src/ws",
		]);
		expect(moduleLiterals("rxjs/Observable", project)).toEqual([
			"rxjs/Observable",
		]);
	});
});

describe("bytes to text", () => {
	const decode = (bytes: number[]) =>
		decodeJavaScript("a.ts", Uint8Array.from(bytes));

	test("UTF-8 with its mark, latin-1 where that is no UTF-8, each back to the same bytes", () => {
		for (const bytes of [
			[0xef, 0xbb, 0xbf, 0x61],
			[0x27, 0xe9, 0x27],
			[0xf0, 0x9f, 0x98, 0x80],
			[0xed, 0xa0, 0x80],
			[],
		]) {
			const decoded = decode(bytes);
			if (decoded.kind !== "source") throw new Error(decoded.reason);
			expect([
				...Buffer.from(decoded.file.text, decoded.file.encoding),
			]).toEqual(bytes);
		}
	});

	test("binary and UTF-16 are refused", () => {
		expect(decode([0x61, 0, 0x62]).kind).toBe("refused");
		expect(decode([0xff, 0xfe, 0x61, 0x00])).toEqual({
			kind: "refused",
			reason: expect.stringContaining("UTF-16"),
		});
	});
});
