import { spellSpecifier } from "../../../transforms/languages/javascript/spell.js";
import { cleanUp, projectOf } from "./disk.js";

afterAll(cleanUp);

const project = projectOf({
	"package.json": {
		name: "app",
		workspaces: ["packages/*"],
		imports: { "#ws/*": "./src/ws/*.ts", "#one": "./src/one.ts" },
	},
	"tsconfig.json": {
		compilerOptions: {
			baseUrl: ".",
			paths: {
				"@/*": ["./src/*"],
				"@ws/*": ["./src/ws/*"],
				"@only": ["./src/only.ts"],
			},
		},
	},
	"src/app.ts": "",
	"src/one.ts": "",
	"src/only.ts": "",
	"src/ws/manager.ts": "",
	"src/ws/socket.ts": "",
	"src/ws/view.tsx": "",
	"src/ws/mod.mts": "",
	"src/ws/script.js": "",
	"src/ws/types.d.ts": "",
	"src/ws/data.json": "{}",
	"src/ws/a.service.ts": "",
	"src/ws/it's.ts": "",
	"src/core/index.ts": "",
	"src/core/deep/x.ts": "",
	"src/core/deep/index.ts": "",
	"packages/utils/package.json": {
		name: "@acme/utils",
		exports: { ".": "./dist/index.js", "./features/*": "./dist/features/*.js" },
	},
	"packages/utils/tsconfig.json": {},
	"packages/utils/src/index.ts": "",
	"packages/utils/src/features/a.ts": "",
	"packages/utils/src/features/b.ts": "",
	"packages/utils/src/hidden.ts": "",
	"packages/starred/package.json": {
		name: "starred",
		exports: { ".": "./dist/index.js", "./*": "./*" },
	},
	"packages/starred/src/index.ts": "",
	"packages/starred/src/a.js": "",
	"packages/starred/src/b.js": "",
	"packages/starred/src/c.ts": "",
	"packages/scripts/package.json": { name: "scripts" },
	"packages/scripts/make.mjs": "",
	"packages/scripts/plain.js": "",
	"packages/plain/module.mts": "",
	"packages/twice/package.json": {
		name: "twice",
		main: "lib/cjs/index.js",
		module: "lib/esm/index.js",
		types: "lib/types/index.d.ts",
	},
	"packages/twice/tsconfig.json": {},
	"packages/twice/src/index.ts": "",
	"packages/twice/src/tab.ts": "",
	"packages/plain/package.json": {
		name: "plain",
		exports: { "./a": "./a.ts" },
	},
	"packages/plain/tsconfig.json": {},
	"packages/plain/a.ts": "",
	"packages/plain/use.ts": "",
	"packages/plain/hidden.ts": "",
	"packages/typed/package.json": {
		name: "typed",
		exports: {
			".": "./dist/index.js",
			"./types/*": { types: "./types/*" },
			"./other": "./dist/elsewhere/other.js",
		},
		imports: { "#declared/*": "./types/*.d.ts" },
	},
	"packages/typed/tsconfig.json": {},
	"packages/typed/types/a.d.ts": "",
	"packages/typed/types/b.d.ts": "",
	"packages/typed/src/index.ts": "",
	"packages/typed/src/x.ts": "",
	"packages/typed/src/y.ts": "",
	"packages/open/package.json": { name: "open" },
	"packages/open/lib/x.ts": "",
	"packages/built/package.json": { name: "built", main: "dist/index.js" },
	"packages/built/tsconfig.json": {
		compilerOptions: { paths: { "@models": ["./src/models"] } },
	},
	"packages/built/src/index.ts": "",
	"packages/built/src/app.ts": "",
	"packages/built/src/models/index.ts": "",
	"packages/built/src/models/order.ts": "",
	"packages/built/src/esm/package.json": { type: "module" },
	"packages/built/src/esm/x.ts": "",
});

describe("the new specifier is written like the old one", () => {
	test.each([
		// relative, with the ending and the index as they were
		["./ws/manager", "src/app.ts", "src/ws/socket.ts", "./ws/socket"],
		["./ws/manager.js", "src/app.ts", "src/ws/socket.ts", "./ws/socket.js"],
		["./ws/manager.ts", "src/app.ts", "src/ws/socket.ts", "./ws/socket.ts"],
		["./ws/manager.js", "src/app.ts", "src/ws/view.tsx", "./ws/view.js"],
		["./ws/manager.js", "src/app.ts", "src/ws/mod.mts", "./ws/mod.mjs"],
		["./ws/manager", "src/app.ts", "src/ws/a.service.ts", "./ws/a.service"],
		["./ws/manager.ts", "src/app.ts", "src/ws/script.js", "./ws/script.js"],
		["./ws/manager", "src/app.ts", "src/ws/types.d.ts", "./ws/types"],
		["./ws/manager", "src/app.ts", "src/ws/data.json", "./ws/data.json"],
		["./ws/manager", "src/app.ts", "src/core/index.ts", "./core"],
		["./ws/index", "src/app.ts", "src/core/index.ts", "./core/index"],
		["./ws/manager.js", "src/app.ts", "src/core/index.ts", "./core/index.js"],
		["../ws/manager", "src/core/x.ts", "src/core/deep/x.ts", "./deep/x"],
		["./x", "src/core/deep/y.ts", "src/core/index.ts", ".."],
		["./x.js", "src/core/deep/y.ts", "src/core/index.ts", "../index.js"],
		["./x", "src/core/deep/y.ts", "src/core/deep/index.ts", "."],
		["./x", "src/core/deep/y.ts", "src/ws/manager.ts", "../../ws/manager"],
		["./ws/manager?raw", "src/app.ts", "src/ws/socket.ts", "./ws/socket?raw"],
		// aliases: the same one first
		["@/ws/manager", "src/app.ts", "src/ws/socket.ts", "@/ws/socket"],
		["@ws/manager", "src/app.ts", "src/ws/socket.ts", "@ws/socket"],
		["@ws/manager.js", "src/app.ts", "src/ws/socket.ts", "@ws/socket.js"],
		["@ws/manager", "src/app.ts", "src/core/index.ts", "@/core"],
		["@only", "src/app.ts", "src/ws/socket.ts", "@/ws/socket"],
		["src/ws/manager", "src/app.ts", "src/ws/socket.ts", "src/ws/socket"],
		// imports of the package
		["#ws/manager", "src/app.ts", "src/ws/socket.ts", "#ws/socket"],
		["#ws/manager", "src/app.ts", "src/one.ts", "#one"],
		["#ws/manager", "src/app.ts", "src/core/index.ts", "@/core"],
		// packages of the tree
		[
			"@acme/utils",
			"src/app.ts",
			"packages/utils/src/features/b.ts",
			"@acme/utils/features/b",
		],
		[
			"@acme/utils/features/a",
			"packages/open/lib/x.ts",
			"packages/utils/src/index.ts",
			"@acme/utils",
		],
		[
			"open/lib/y",
			"packages/utils/src/index.ts",
			"packages/open/lib/x.ts",
			"open/lib/x",
		],
		// what exports does not offer is reached another way, or not at all
		[
			"plain/a",
			"packages/plain/use.ts",
			"packages/plain/hidden.ts",
			"./hidden",
		],
		// where only type checkers look, only what was a type is looked for
		[
			"typed/types/a.d.ts",
			"packages/utils/src/index.ts",
			"packages/typed/types/b.d.ts",
			"typed/types/b.d.ts",
		],
		[
			"#declared/a",
			"packages/typed/src/x.ts",
			"packages/typed/src/y.ts",
			"./y",
		],
		// a package without exports can't be counted on to find itself
		[
			"@models",
			"packages/built/src/app.ts",
			"packages/built/src/models/order.ts",
			"./models/order",
		],
		// a manifest without a name makes no package of its own
		[
			"./y",
			"packages/built/src/esm/x.ts",
			"packages/built/src/models/order.ts",
			"../models/order",
		],
		// into another package by its name, as it is built, or not at all
		["./x", "packages/open/lib/x.ts", "packages/built/src/index.ts", "built"],
		[
			"built",
			"packages/open/lib/x.ts",
			"packages/built/src/models/order.ts",
			"built/dist/models/order",
		],
		[
			"built/dist/app",
			"packages/open/lib/x.ts",
			"packages/built/src/models/order.ts",
			"built/dist/models/order",
		],
		[
			"built/src/app",
			"packages/open/lib/x.ts",
			"packages/built/src/models/order.ts",
			"built/src/models/order",
		],
		[
			"../../built/src/app",
			"packages/open/lib/x.ts",
			"packages/built/src/models/order.ts",
			"../../built/src/models/order",
		],
		[
			"twice/lib/esm/index",
			"packages/utils/src/index.ts",
			"packages/twice/src/tab.ts",
			"twice/lib/esm/tab",
		],
		[
			"twice/lib/cjs/tab",
			"packages/utils/src/index.ts",
			"packages/twice/src/index.ts",
			"twice",
		],
		// an ending that nobody guesses is written; a package's name shows none, and ECMAScript modules guess none
		["./ws/manager", "src/app.ts", "src/ws/mod.mts", "./ws/mod.mjs"],
		[
			"scripts",
			"packages/utils/src/index.ts",
			"packages/scripts/make.mjs",
			"scripts/make.mjs",
		],
		[
			"scripts",
			"packages/utils/src/index.ts",
			"packages/scripts/plain.js",
			"scripts/plain.js",
		],
		[
			"scripts/make.mjs",
			"packages/utils/src/index.ts",
			"packages/scripts/plain.js",
			"scripts/plain.js",
		],
		[
			"built",
			"packages/plain/module.mts",
			"packages/built/src/models/order.ts",
			"built/dist/models/order.js",
		],
		[
			"starred/src/a.js",
			"packages/utils/src/index.ts",
			"packages/starred/src/b.js",
			"starred/src/b.js",
		],
		// package specifiers are used as they are
		["./ws/manager", "src/app.ts", "rxjs/operators", "rxjs/operators"],
		["old-package", "src/app.ts", "@acme/utils", "@acme/utils"],
		["old-package", "src/app.ts", "src/ws/socket.ts", "@/ws/socket"],
	])("%s in %s for %s: %s", (old, from, key, expected) => {
		expect(spellSpecifier(old, from, key, project)).toBe(expected);
	});
});

test("null where no specifier leads there", () => {
	for (const old of ["./x", "@acme/utils", "@acme/utils/features/a"])
		expect(
			spellSpecifier(
				old,
				"packages/built/src/app.ts",
				"packages/utils/src/hidden.ts",
				project,
			),
		).toBeNull();
	// `types/` holds declarations that somebody wrote: no build puts `types/src/y` there, and it would be no code.
	for (const old of ["typed", "typed/types/a"])
		expect(
			spellSpecifier(
				old,
				"packages/utils/src/index.ts",
				"packages/typed/src/y.ts",
				project,
			),
		).toBeNull();
	// A star that offers all files would give the sources beside the build, and Node guesses no ending behind it.
	for (const [old, target] of [
		["starred", "b.js"],
		["starred", "c.ts"],
		["starred/src/a.js", "c.ts"],
	] as const)
		expect(
			spellSpecifier(
				old,
				"packages/utils/src/index.ts",
				`packages/starred/src/${target}`,
				project,
			),
		).toBeNull();
	// `baseUrl` would find it, and is not what the old import went by.
	for (const old of ["@acme/utils", "./ws/manager"])
		expect(
			spellSpecifier(
				old,
				"src/app.ts",
				"packages/utils/src/hidden.ts",
				project,
			),
		).toBeNull();
	// Whoever takes the one build would have a second copy of a module out of the other.
	expect(
		spellSpecifier(
			"twice",
			"packages/utils/src/index.ts",
			"packages/twice/src/tab.ts",
			project,
		),
	).toBeNull();
	// Its own name brings the build, and a path would bring the sources beside it, wherever they are.
	for (const [old, from, target] of [
		["@acme/utils/features/a", "utils/src/index.ts", "utils/src/hidden.ts"],
		["typed/other", "typed/src/x.ts", "typed/src/y.ts"],
	] as const)
		expect(
			spellSpecifier(old, `packages/${from}`, `packages/${target}`, project),
		).toBeNull();
	expect(
		spellSpecifier("./ws/manager", "src/app.ts", "src/gone.ts", project),
	).toBeNull();
	expect(
		spellSpecifier("./ws/manager", "src/app.ts", "src/ws/it's.ts", project),
	).toBeNull();
});

test("every spelling leads to its module", () => {
	const targets = project.files.filter(
		(path) => /\.[cm]?[jt]sx?$/.test(path) && !path.includes("'"),
	);
	for (const from of targets)
		for (const target of targets)
			for (const old of [
				"./x",
				"./x.js",
				"./x.ts",
				"./index",
				"@/x",
				"#ws/x",
				"@acme/utils",
			]) {
				const written = spellSpecifier(old, from, target, project);
				// What a package keeps to itself is reached by nobody else.
				if (written === null)
					expect(target).toMatch(/hidden|typed|plain|twice|starred/);
				else
					expect(project.resolve(written, from, ["import", "types"])).toEqual({
						kind: "module",
						id: target,
					});
			}
});
