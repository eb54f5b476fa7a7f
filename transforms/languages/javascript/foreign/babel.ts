/**
 * How stock jscodeshift reads the transforms themselves (its `src/Worker.js`): Babel compiles what is required, so
 * that ES module syntax, types and imports without an ending work in any package.
 */
import { createRequire } from "node:module";
import { dirname, relative } from "node:path";

const PLUGINS = [
	"@babel/plugin-transform-class-properties",
	"@babel/plugin-transform-nullish-coalescing-operator",
	"@babel/plugin-transform-optional-chaining",
	"@babel/plugin-transform-modules-commonjs",
	"@babel/plugin-transform-private-methods",
];

/** Compiles the transform at `path` (absolute) and its own helpers when they are required; packages load as they are. */
export function compileOnRequire(path: string): void {
	// Babel and its presets are jscodeshift's, not ours.
	const require = createRequire(
		createRequire(import.meta.url).resolve("jscodeshift"),
	);
	const named = (name: string): unknown => require(name).default;
	const types = /\.[cm]?tsx?$/.test(path) ? "typescript" : "flow";
	require("@babel/register")({
		configFile: false,
		babelrc: false,
		// A cache would be a file in the scanned project's node_modules.
		cache: false,
		presets: [named(`@babel/preset-${types}`)],
		plugins: PLUGINS.map(named),
		extensions: [".js", ".cjs", ".jsx", ".ts", ".tsx", ".cts"],
		ignore: [
			(file: string) =>
				relative(dirname(path), file).split(/[\\/]/).includes("node_modules"),
		],
	});
}
