/**
 * The build: the compiler, which compiles what has changed since the last time, and what it leaves out: the schemas of
 * the config and of a map, the executable bit of the bin, and a `dist/` without the modules that have gone. Plain JavaScript,
 * since nothing is built yet when it runs.
 */
import { spawnSync } from "node:child_process";
import {
	chmodSync,
	copyFileSync,
	existsSync,
	readdirSync,
	rmSync,
	utimesSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const compiler = spawnSync(
	process.execPath,
	["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
	{ stdio: "inherit" },
);
if (compiler.status !== 0) process.exit(compiler.status ?? 1);

for (const schema of [
	"scripts/config/onepath.config.schema.json",
	"scripts/report/map/onepath.map.schema.json",
])
	copyFileSync(schema, `dist/${schema}`);
const now = new Date();
for (const name of readdirSync("dist", { recursive: true })) {
	const [, stem] = /^(.*)(?:\.d\.ts|\.js)$/.exec(name) ?? [];
	if (stem === undefined) continue;
	const file = join("dist", name);
	// What has not changed is not written again, and tests ask whether the build is newer than every source.
	if (existsSync(`${stem}.ts`)) utimesSync(file, now, now);
	else rmSync(file);
}
chmodSync("dist/scripts/cli.js", 0o755);
