import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
	createResolver,
	type Resolve,
} from "../../../scripts/driver/read/resolver.js";

const made: string[] = [];

/** A tree on disk; values are contents, objects are written as JSON. */
function tree(files: Record<string, string | object>): {
	root: string;
	resolve: Resolve;
} {
	const root = mkdtempSync(join(tmpdir(), "onepath-resolver-"));
	made.push(root);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(
			join(root, path),
			typeof content === "string" ? content : JSON.stringify(content),
		);
	}
	return { root, resolve: createResolver(root) };
}

afterAll(() => {
	for (const root of made) rmSync(root, { recursive: true, force: true });
});

const IMPORT = ["import"];
const at = (id: string) => ({ kind: "module", id });

describe("relative specifiers", () => {
	const { resolve } = tree({
		"src/a.ts": "",
		"src/b.js": "",
		"src/c.mts": "",
		"src/d.tsx": "",
		"src/e.d.ts": "",
		"src/both.ts": "",
		"src/both.js": "",
		"src/ws/index.ts": "",
		"src/data.json": "{}",
		"src/icon.svg": "",
		"src/main.js": "",
		"src/main.ts": "",
		"src/pkg/package.json": { main: "./lib/entry.js" },
		"src/pkg/lib/entry.js": "",
		"src/файл 😀.ts": "",
	});
	test.each([
		["./a", "src/a.ts"],
		["./a.js", "src/a.ts"],
		["./a.ts", "src/a.ts"],
		["./b", "src/b.js"],
		["./c.mjs", "src/c.mts"],
		["./d.jsx", "src/d.tsx"],
		["./e", "src/e.d.ts"],
		["./both.js", "src/both.ts"],
		["./ws", "src/ws/index.ts"],
		["./ws/", "src/ws/index.ts"],
		["./ws/index.js", "src/ws/index.ts"],
		["./data.json", "src/data.json"],
		["./icon.svg", "src/icon.svg"],
		["./icon.svg?raw", "src/icon.svg"],
		["./pkg", "src/pkg/lib/entry.js"],
		["./файл 😀", "src/файл 😀.ts"],
		["../src/a", "src/a.ts"],
	])("%s", (specifier, id) => {
		expect(resolve(specifier, "src/main.ts", IMPORT)).toEqual(at(id));
	});

	test("a script prefers the script beside the source", () => {
		expect(resolve("./both.js", "src/main.js", IMPORT)).toEqual(
			at("src/both.js"),
		);
		expect(resolve("./both", "src/main.js", IMPORT)).toEqual(at("src/both.js"));
	});

	test("index specifiers", () => {
		expect(resolve(".", "src/ws/x.ts", IMPORT)).toEqual(at("src/ws/index.ts"));
		expect(resolve("..", "src/ws/deep/x.ts", IMPORT)).toEqual(
			at("src/ws/index.ts"),
		);
	});

	test("what is not there, or outside of the root, is missing", () => {
		expect(resolve("./gone", "src/main.ts", IMPORT)).toEqual({
			kind: "missing",
			name: "./gone",
		});
		expect(resolve("../../etc/passwd", "src/main.ts", IMPORT).kind).toBe(
			"missing",
		);
	});
});

describe("tsconfig", () => {
	const { resolve } = tree({
		"tsconfig.json":
			'{ /* base */ "extends": ["@tsconfig/node20/tsconfig.json", "./tsconfig.base"], "include": ["src"], }',
		"tsconfig.base.json": {
			compilerOptions: {
				baseUrl: ".",
				paths: {
					"@ws": ["src/ws/manager.ts"],
					"@/*": ["gone/*", "src/*"],
					"@/special/*": ["special/*"],
				},
			},
		},
		"src/ws/manager.ts": "",
		"src/util.ts": "",
		"special/x.ts": "",
		"test/app.test.ts": "",
		"js/jsconfig.json": { compilerOptions: { paths: { "~/*": ["./lib/*"] } } },
		"js/lib/x.js": "",
		"refs/tsconfig.json": {
			files: [],
			references: [{ path: "./tsconfig.app.json" }],
		},
		"refs/tsconfig.app.json": {
			compilerOptions: { paths: { "#/*": ["./app/*"] } },
		},
		"refs/app/x.ts": "",
		"circle/tsconfig.json": {
			extends: "./tsconfig.json",
			compilerOptions: { paths: { x: ["./x.ts"] } },
		},
		"circle/x.ts": "",
		"dir/tsconfig.json": { extends: "../shared.json" },
		"shared.json": {
			compilerOptions: { paths: { "@here/*": [`$${"{configDir}"}/here/*`] } },
		},
		"dir/here/x.ts": "",
	});
	test.each([
		["@ws", "src/app.ts", "src/ws/manager.ts"],
		["@/util", "src/app.ts", "src/util.ts"],
		["@/util.js", "test/app.test.ts", "src/util.ts"],
		["@/special/x", "src/app.ts", "special/x.ts"],
		["src/util", "src/app.ts", "src/util.ts"],
		["~/x", "js/lib/y.js", "js/lib/x.js"],
		["#/x", "refs/app/y.ts", "refs/app/x.ts"],
		["x", "circle/y.ts", "circle/x.ts"],
		["@here/x", "dir/y.ts", "dir/here/x.ts"],
	])("%s from %s", (specifier, from, id) => {
		expect(resolve(specifier, from, IMPORT)).toEqual(at(id));
	});

	test("a nearer config without paths has none", () => {
		expect(resolve("@/util", "js/lib/y.js", IMPORT)).toEqual({
			kind: "external",
			name: "@/util",
		});
	});
});

describe("packages of the tree, nothing installed", () => {
	const { resolve } = tree({
		"package.json": {
			name: "root",
			workspaces: ["packages/*", "!packages/old"],
		},
		"packages/utils/package.json": {
			name: "@acme/utils",
			exports: {
				".": {
					types: "./dist/index.d.ts",
					import: "./dist/index.mjs",
					require: "./dist/index.cjs",
				},
				"./deep": "./dist/deep/thing.js",
				"./features/*": "./dist/features/*.js",
				"./types": "./dist/types/index.js",
				"./esm": "./dist/esm/types/deep/thing.js",
				"./internal/*": null,
			},
			imports: { "#own": "./dist/own.js", "#dep": "@acme/plain" },
		},
		"packages/utils/src/index.ts": "",
		"packages/utils/src/deep/thing.ts": "",
		"packages/utils/src/features/a.ts": "",
		"packages/utils/src/types/index.ts": "",
		"packages/utils/src/internal/b.ts": "",
		"packages/utils/src/own.ts": "",
		"packages/plain/package.json": {
			name: "@acme/plain",
			main: "dist/main.js",
		},
		"packages/plain/main.ts": "",
		"packages/plain/lib/x.ts": "",
		"packages/plain/src/log/index.ts": "",
		"packages/bare/package.json": { name: "bare" },
		"packages/bare/src/index.ts": "",
		"packages/old/package.json": { name: "old" },
		"packages/old/index.js": "",
		"app/x.ts": "",
	});
	test.each([
		["@acme/utils", "packages/utils/src/index.ts"],
		["@acme/utils/deep", "packages/utils/src/deep/thing.ts"],
		["@acme/utils/features/a", "packages/utils/src/features/a.ts"],
		["@acme/utils/types", "packages/utils/src/types/index.ts"],
		["@acme/utils/esm", "packages/utils/src/deep/thing.ts"],
		["@acme/plain", "packages/plain/main.ts"],
		["@acme/plain/lib/x", "packages/plain/lib/x.ts"],
		["@acme/plain/dist/log", "packages/plain/src/log/index.ts"],
		["@acme/plain/dist/log/index.js", "packages/plain/src/log/index.ts"],
		["bare", "packages/bare/src/index.ts"],
	])("%s", (specifier, id) => {
		expect(resolve(specifier, "app/x.ts", IMPORT)).toEqual(at(id));
		expect(resolve(specifier, "app/x.ts", ["require", "types"])).toEqual(
			at(id),
		);
	});

	test("its own name and imports", () => {
		expect(
			resolve("@acme/utils/deep", "packages/utils/src/own.ts", IMPORT),
		).toEqual(at("packages/utils/src/deep/thing.ts"));
		expect(resolve("#own", "packages/utils/src/index.ts", IMPORT)).toEqual(
			at("packages/utils/src/own.ts"),
		);
		expect(resolve("#dep", "packages/utils/src/index.ts", IMPORT)).toEqual(
			at("packages/plain/main.ts"),
		);
		expect(resolve("#none", "packages/utils/src/index.ts", IMPORT)).toEqual({
			kind: "missing",
			name: "#none",
		});
	});

	test("what exports does not offer is missing", () => {
		for (const name of [
			"@acme/utils/internal/b",
			"@acme/utils/src/own",
			"@acme/utils/features/none",
		])
			expect(resolve(name, "app/x.ts", IMPORT)).toEqual({
				kind: "missing",
				name,
			});
	});

	test("other packages and Node's modules are outside", () => {
		expect(resolve("react", "app/x.ts", IMPORT)).toEqual({
			kind: "external",
			name: "react",
		});
		expect(resolve("old", "app/x.ts", IMPORT)).toEqual({
			kind: "external",
			name: "old",
		});
		expect(resolve("fs", "app/x.ts", IMPORT)).toEqual({
			kind: "external",
			name: "node:fs",
		});
		expect(resolve("node:fs/promises", "app/x.ts", IMPORT)).toEqual({
			kind: "external",
			name: "node:fs/promises",
		});
		expect(resolve("https://x.test/a.js", "app/x.ts", IMPORT).kind).toBe(
			"external",
		);
	});
});

test("pnpm's workspace file, in both styles", () => {
	for (const yaml of [
		"packages:\n  # all\n  - 'libs/**'\n  - \"!libs/no\"\nother: 1\n",
		"packages: ['libs/**', '!libs/no']\n",
	]) {
		const { resolve } = tree({
			"pnpm-workspace.yaml": yaml,
			"libs/group/a/package.json": { name: "a" },
			"libs/group/a/index.ts": "",
			"libs/no/package.json": { name: "no" },
			"libs/no/index.ts": "",
		});
		expect(resolve("a", "app/x.ts", IMPORT)).toEqual(
			at("libs/group/a/index.ts"),
		);
		expect(resolve("no", "app/x.ts", IMPORT)).toEqual({
			kind: "external",
			name: "no",
		});
	}
});

test("installed packages are outside, linked ones are where they really are", () => {
	const { root, resolve } = tree({
		"node_modules/dep/package.json": { name: "dep", main: "index.js" },
		"node_modules/dep/index.js": "",
		"libs/linked/package.json": { name: "linked", main: "dist/index.js" },
		"libs/linked/dist/index.js": "",
		"libs/linked/src/index.ts": "",
	});
	symlinkSync(join(root, "libs/linked"), join(root, "node_modules/linked"));
	expect(resolve("dep", "app/x.ts", IMPORT)).toEqual({
		kind: "external",
		name: "dep",
	});
	expect(resolve("linked", "app/x.ts", IMPORT)).toEqual(
		at("libs/linked/src/index.ts"),
	);
});
