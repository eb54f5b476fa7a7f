/**
 * The build: an empty `dist/`, the compiler, and what the compiler leaves out (the schema of the config, and the
 * executable bit of the bin). Plain JavaScript, since nothing is built yet when it runs.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
rmSync("dist", { recursive: true, force: true });
const compiler = spawnSync(
	process.execPath,
	["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
	{ stdio: "inherit" },
);
if (compiler.status !== 0) process.exit(compiler.status ?? 1);

const schema = "scripts/config/onepath.config.schema.json";
copyFileSync(schema, `dist/${schema}`);
chmodSync("dist/scripts/cli.js", 0o755);
