/**
 * Marked shims in TypeScript: they compile under the strictest module settings, every name that is imported from one
 * is struck through (the language service's suggestion 6385), they run, and a migration through them gives the verdicts
 * that it gave before.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { type Files, type Workspace, workspace } from "./support/workspace.js";

const TREE: Files = {
	"package.json": '{"name":"app","type":"module"}\n',
	"src/canonical.ts":
		"export class A {}\nexport const make = () => new A();\nexport type Options = { a: A };\nexport default class Base {}\n",
	"src/legacy.ts": [
		'export * from "./canonical.js";',
		'export { A as Old, default } from "./canonical.js";',
		'export * as all from "./canonical.js";',
		'import { make } from "./canonical.js";',
		"export const create = make;",
		"",
	].join("\n"),
	"src/user.ts": [
		'import Base, { A, all, create, make, Old, type Options } from "./legacy.js";',
		"export const options: Options = { a: new A() };",
		"console.log([Base, A, all, create, make, Old, options].length);",
		"",
	].join("\n"),
	"src/check.ts": [
		'import * as canonical from "./canonical.js";',
		'import * as legacy from "./legacy.js";',
		"console.log(",
		"\tlegacy.A === canonical.A && legacy.Old === canonical.A,",
		"\tlegacy.default === canonical.default && legacy.all === canonical,",
		"\tlegacy.make === canonical.make && legacy.create === canonical.make,",
		"\tObject.keys(legacy).sort().join(),",
		");",
		"",
	].join("\n"),
};
const RULE = ["--from", "src/legacy.ts", "--to", "src/canonical.ts"];

async function marked(...more: string[]): Promise<Workspace> {
	const space = workspace(TREE);
	const { code, stderr } = await space.run(
		...["deprecate", ...RULE, "--write", ...more],
	);
	if (code !== 0) throw new Error(stderr);
	return space;
}

const OPTIONS: ts.CompilerOptions = {
	target: ts.ScriptTarget.ES2022,
	module: ts.ModuleKind.NodeNext,
	moduleResolution: ts.ModuleResolutionKind.NodeNext,
	strict: true,
	isolatedModules: true,
	verbatimModuleSyntax: true,
	noEmit: true,
	types: [],
};

function service(space: Workspace): ts.LanguageService {
	const files = ["src/canonical.ts", "src/legacy.ts", "src/user.ts"];
	return ts.createLanguageService({
		getCompilationSettings: () => OPTIONS,
		getScriptFileNames: () => files.map(space.at),
		getScriptVersion: () => "1",
		getScriptSnapshot: (path) => {
			const text = ts.sys.readFile(path);
			return text === undefined
				? undefined
				: ts.ScriptSnapshot.fromString(text);
		},
		getCurrentDirectory: () => space.root,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		fileExists: ts.sys.fileExists,
		readFile: ts.sys.readFile,
		directoryExists: ts.sys.directoryExists,
	});
}

test("it compiles, and every imported name is struck through", async () => {
	const space = await marked();
	const program = service(space);
	expect([
		...program.getSyntacticDiagnostics(space.at("src/legacy.ts")),
		...program.getSemanticDiagnostics(space.at("src/legacy.ts")),
	]).toEqual([]);
	const user = space.text("src/user.ts");
	const imports = user.slice(0, user.indexOf("\n"));
	const struck = program
		.getSuggestionDiagnostics(space.at("src/user.ts"))
		.filter(({ code, start }) => code === 6385 && start < imports.length)
		.map(({ start, length }) => user.slice(start, start + length));
	expect(struck).toEqual(
		expect.arrayContaining(["A", "all", "create", "make", "Old"]),
	);
	expect(struck.some((name) => /Options/.test(name))).toBe(true);
});

test.each([[[]], [["--runtime-warning"]]])("it runs (%j)", async (flags) => {
	const before = workspace(TREE);
	const space = await marked(...flags);
	const run = (at: Workspace) => {
		for (const name of ["canonical", "legacy", "check"])
			at.put({
				[`src/${name}.js`]: ts.transpileModule(at.text(`src/${name}.ts`), {
					compilerOptions: {
						target: ts.ScriptTarget.ES2022,
						module: ts.ModuleKind.ESNext,
					},
					fileName: at.at(`src/${name}.ts`),
				}).outputText,
			});
		return spawnSync(process.execPath, [at.at("src/check.js")], {
			encoding: "utf8",
		});
	};
	const { stdout, stderr } = run(space);
	expect(stdout).toBe(run(before).stdout);
	expect(stdout).toMatch(/^true true true /);
	const warned = stderr.split("onepath[src/legacy.ts]: ").length - 1;
	expect(warned).toBe(flags.length);
});

test("the second run is empty", async () => {
	const space = await marked("--runtime-warning");
	const again = await space.run("deprecate", ...RULE, "--runtime-warning");
	expect({ code: again.code, stdout: again.stdout }).toEqual({
		code: 0,
		stdout: "",
	});
});

describe("deprecating never changes a verdict", () => {
	test.each([[[]], [["--runtime-warning"]]])("%j", async (flags) => {
		const verdicts = async (space: Workspace): Promise<unknown> => {
			space.put({
				"src/star.ts": 'export * from "./legacy.js";\n',
				"src/whole.ts":
					'import * as legacy from "./legacy.js";\nconsole.log(legacy, legacy.A);\n',
				"src/mock.test.ts":
					'jest.mock("./legacy.js");\nimport { A } from "./legacy.js";\n',
			});
			const { stdout } = await space.run(
				...["migrate", ...RULE, "--reporter", "json"],
			);
			const { references } = JSON.parse(stdout) as {
				references: Record<string, string>[];
			};
			return references
				.filter(({ path }) => path !== "src/legacy.ts")
				.map(({ path, start, form, verdict, outcome, reason }) =>
					[path, start, form, verdict, outcome, reason].join(" "),
				);
		};
		const plain = await verdicts(workspace(TREE));
		expect(plain).toEqual(expect.arrayContaining([expect.any(String)]));
		expect(await verdicts(await marked(...flags))).toEqual(plain);
	});
});
