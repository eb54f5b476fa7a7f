/**
 * What `npm install onepath` gives: the packed tarball in an empty project elsewhere, with the modules that its
 * lockfile says and no others.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { built, ROOT } from "./helpers/built.js";
import { readModules } from "./helpers/modules.js";

interface Manifest {
	readonly dependencies: Readonly<Record<string, string>>;
	readonly engines: { readonly node: string };
}
const manifest: Manifest = JSON.parse(
	readFileSync(join(ROOT, "package.json"), "utf8"),
);

describe("the packed package", () => {
	let home: string;
	let packed: readonly { path: string; mode: number }[];

	const write = (path: string, text: string): string => {
		const file = join(home, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
		return file;
	};
	const node = (...args: readonly string[]) => {
		const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
			cwd: home,
			encoding: "utf8",
			env: { PATH: process.env.PATH },
		});
		return { status, stdout, stderr };
	};
	const BIN = "node_modules/onepath/dist/scripts/cli.js";

	beforeAll(() => {
		home = mkdtempSync(join(tmpdir(), "onepath-package-"));
		built("scripts/cli.js");
		const [tarball] = JSON.parse(
			execFileSync(
				"npm",
				["pack", "--ignore-scripts", "--json", "--pack-destination", home],
				{ cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
			),
		);
		packed = tarball.files;
		const own = join(home, "node_modules/onepath");
		mkdirSync(own, { recursive: true });
		execFileSync("tar", [
			"-xzf",
			join(home, tarball.filename),
			"-C",
			own,
			"--strip-components=1",
		]);
		for (const path of productionModules()) {
			mkdirSync(dirname(join(home, path)), { recursive: true });
			symlinkSync(join(ROOT, path), join(home, path));
		}
		write("package.json", `{"type": "module", "private": true}`);
		write("src/new.ts", "export class Manager {}\n");
		write("src/old.ts", `export { Manager } from "./new";\n`);
		write("src/use.ts", `import { Manager } from "./old";\nnew Manager();\n`);
	});
	afterAll(() => rmSync(home, { recursive: true, force: true }));

	test("holds what runs, its types, the schemas and the papers; no sources, tests or tools of ours", () => {
		const paths = packed.map(({ path }) => path);
		expect(paths).toEqual(
			expect.arrayContaining([
				"LICENSE",
				"README.md",
				"CHANGELOG.md",
				"package.json",
				"dist/scripts/cli.js",
				"dist/scripts/api.d.ts",
				"dist/scripts/config/onepath.config.schema.json",
				"dist/scripts/report/map/onepath.map.schema.json",
				"dist/transforms/canonical-imports.js",
			]),
		);
		expect(
			paths.filter((path) =>
				/__test|example\/|scripts\/dev\/|(?<!\.d)\.ts$|\.tgz$/.test(path),
			),
		).toEqual([]);
		const bin = packed.find(({ path }) => path === "dist/scripts/cli.js");
		expect((bin?.mode ?? 0) & 0o111).toBe(0o111);
	});

	test("runs its bin on a project", () => {
		const run = node(
			BIN,
			"migrate",
			"--from",
			"src/old.ts",
			"--to",
			"src/new.ts",
		);
		expect(run).toMatchObject({ status: 0 });
		expect(run.stdout).toContain(`-import { Manager } from "./old";`);
		expect(run.stdout).toContain(`+import { Manager } from "./new";`);
		expect(node(BIN, "--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
		// What holds a config against its schema is put together by the build.
		const config = write("wrong.json", '{ "rules": [{ "form": "a" }] }');
		expect(node(BIN, "migrate", "--config", config)).toMatchObject({
			status: 2,
			stderr: expect.stringContaining(
				'1:15 "form" is not a key of "rules[0]"; did you mean "from"?',
			),
		});
	});

	test("exports its API, its schemas and its transforms, and not what lies below them", () => {
		const script = write(
			"resolve.js",
			`import * as api from "onepath";
			const ask = (name) => { try { import.meta.resolve(name); return true } catch { return false } };
			console.log(JSON.stringify({
				api: Object.keys(api).sort(),
				schema: ask("onepath/schema"),
				mapSchema: ask("onepath/map-schema"),
				transform: ask("onepath/transforms/canonical-imports"),
				core: ask("onepath/transforms/core/edits"),
				deep: ask("onepath/dist/scripts/cli.js"),
			}));`,
		);
		const { stdout, stderr } = node(script);
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toEqual({
			api: expect.arrayContaining([
				"Graph",
				"Judge",
				"RuleSet",
				"planMigration",
			]),
			schema: true,
			mapSchema: true,
			transform: true,
			core: false,
			deep: false,
		});
	});

	test("its API runs, and its types compile without a look at anything else", () => {
		const script = write(
			"use.ts",
			`import { applyEdits, planMigration, type RunResult } from "onepath";
			const result: RunResult = planMigration({
				root: process.cwd(),
				rules: [{ id: "r", from: "src/old.ts", to: "src/new.ts" }],
			});
			for (const entry of result.plan.entries) {
				const before = result.texts.get(entry.path)?.before ?? "";
				if (entry.kind === "edit")
					console.log(JSON.stringify([entry.path, applyEdits(before, entry.edits)]));
			}`,
		);
		const tsc = node(
			join(ROOT, "node_modules/typescript/bin/tsc"),
			...["--strict", "--target", "es2023", "--module", "nodenext"],
			...["--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")],
			script,
		);
		expect(tsc).toEqual({ status: 0, stdout: "", stderr: "" });
		expect(node("use.js").stdout).toBe(
			`["src/use.ts","import { Manager } from \\"./new\\";\\nnew Manager();\\n"]\n`,
		);
	});
});

test("every dependency is imported, and every import is a dependency", () => {
	// The transform loader takes this one from jscodeshift, which brings its own.
	const borrowed = ["@babel/register"];
	const imported = readModules(ROOT, ["transforms", "scripts"])
		.flatMap(({ imports }) => imports)
		.filter(({ typeOnly }) => !typeOnly)
		.map(({ target }) => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? "")
		.filter((name) => !borrowed.includes(name))
		.filter(
			(name) => !isBuiltin(name) && !/^(?:transforms|scripts)$/.test(name),
		);
	expect([...new Set(imported)].sort()).toEqual(
		Object.keys(manifest.dependencies).sort(),
	);
});

test("the tests run on a version of node that the package allows", () => {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	expect(manifest.engines.node).toBe("^20.19.0 || >=22.12.0");
	expect(
		(major === 20 && minor >= 19) ||
			(major === 22 && minor >= 12) ||
			major > 22,
	).toBe(true);
});

/** Top-level folders of the modules that the lockfile installs for users. */
function productionModules(): string[] {
	const lock = JSON.parse(
		readFileSync(join(ROOT, "package-lock.json"), "utf8"),
	) as { packages: Record<string, { dev?: boolean; optional?: boolean }> };
	return Object.entries(lock.packages)
		.filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev)
		.filter(([, entry]) => !entry.optional)
		.map(([path]) => path)
		.filter((path) => !path.slice(1).includes("/node_modules/"));
}
