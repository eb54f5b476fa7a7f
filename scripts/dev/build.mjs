/**
 * The build. The compiler compiles what has changed since the last time; what it leaves out is added: the schemas of the
 * config and of a map, and the executable bit of the bin. Then what a command loads is put together. Plain JavaScript,
 * since nothing is built yet when it runs.
 */
import { spawnSync } from "node:child_process";
import {
	chmodSync,
	copyFileSync,
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const compiler = spawnSync(
	process.execPath,
	["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
	{ stdio: "inherit" },
);
if (compiler.status !== 0) process.exit(compiler.status ?? 1);

const now = new Date();
for (const name of readdirSync("dist", { recursive: true })) {
	const [, stem] = /^(.*)(?:\.d\.ts|\.js)$/.exec(name) ?? [];
	if (stem === undefined) continue;
	const file = join("dist", name);
	// What has not changed is not written again, and tests ask whether the build is newer than every source.
	if (existsSync(`${stem}.ts`)) utimesSync(file, now, now);
	// Of a module that has gone, or put together by the last build.
	else rmSync(file);
}

for (const schema of [
	"scripts/config/onepath.config.schema.json",
	"scripts/report/map/onepath.map.schema.json",
])
	copyFileSync(schema, `dist/${schema}`);

/** `config/schema-validator.ts` as the code that the validator compiles the schema to; what that asks of ajv is small. */
async function compiledValidator() {
	const { VALIDATOR_OPTIONS } = await import(
		"../../dist/scripts/config/schema-validator.js"
	);
	const ajv = new Ajv({
		...VALIDATOR_OPTIONS,
		code: { source: true, esm: true },
	});
	const schema = readFileSync(
		"scripts/config/onepath.config.schema.json",
		"utf8",
	);
	const code = standaloneCode.default(ajv, ajv.compile(JSON.parse(schema)));
	return `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
${code}
export const schemaValidator = () => validate;`;
}

// A command loads some three hundred modules, and one by one that takes longer than the search of a thousand files.
// The transforms stay as they are compiled: stock jscodeshift loads them, and has Babel turn them into CommonJS.
await build({
	entryPoints: [
		"scripts/cli.ts",
		"scripts/api.ts",
		"scripts/driver/map/worker.ts",
		"scripts/driver/read/search-worker.ts",
		"scripts/driver/transform/host.ts",
	],
	outbase: "scripts",
	outdir: "dist/scripts",
	chunkNames: "chunk-[hash]",
	bundle: true,
	splitting: true,
	packages: "external",
	platform: "node",
	format: "esm",
	target: "node20.19",
	logLevel: "warning",
	plugins: [
		{
			name: "compiled validator",
			setup({ onLoad }) {
				onLoad({ filter: /[\\/]schema-validator\.ts$/ }, async () => ({
					contents: await compiledValidator(),
					loader: "js",
				}));
			},
		},
	],
});
chmodSync("dist/scripts/cli.js", 0o755);
