/**
 * Loads the module that `run -t FILE` names. It is the one place where code that is not ours runs, and it runs
 * because the user names it: nothing is fetched, and nothing is written beside it. Modules load as under stock
 * jscodeshift (Babel, with the presets that it brings), so that what runs there runs here; where Babel can't
 * (`import.meta`, a module that awaits), Node's own loader does.
 */
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { OnepathError } from "../../../transforms/core/errors.js";
import { compileOnRequire } from "../../../transforms/languages/transform.js";

const ENDINGS = [".js", ".cjs", ".mjs", ".ts", ".tsx", ".cts"];

/** `path` is absolute. Throws `usage` with one sentence when there is no such module or it fails to load. */
export async function loadTransform(
	name: string,
	directory: string,
): Promise<{ readonly path: string; readonly module: unknown }> {
	if (/^https?:/i.test(name))
		throw new OnepathError(
			"usage",
			`${name} is not loaded from the network; download it, read it, and name the file`,
		);
	const path = resolve(directory, name);
	if (!isFile(path))
		throw new OnepathError("usage", `there is no transform file ${name}`);
	if (!ENDINGS.some((ending) => path.endsWith(ending)))
		throw new OnepathError(
			"usage",
			`${name} is not a transform; its name must end in ${ENDINGS.join(", ")}`,
		);
	try {
		return { path, module: await load(path) };
	} catch (error) {
		const [first] = String(
			error instanceof Error ? error.message : error,
		).split("\n");
		throw new OnepathError("usage", `${name} fails to load: ${first}`);
	}
}

function isFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

async function load(path: string): Promise<unknown> {
	if (path.endsWith(".mjs")) return import(pathToFileURL(path).href);
	const require = createRequire(import.meta.url);
	compileOnRequire(path);
	try {
		return require(path);
	} catch (error) {
		if (/\.[ct]sx?$/.test(path) || !needsNode(error)) throw error;
		return import(pathToFileURL(path).href);
	}
}

/** What Babel's CommonJS can't express, and what Node says when a required module awaits. */
function needsNode(error: unknown): boolean {
	const { code, message } = error as NodeJS.ErrnoException;
	return (
		code === "ERR_REQUIRE_ESM" ||
		code === "ERR_REQUIRE_ASYNC_MODULE" ||
		/import\.meta|top-?level await|'await' is only allowed/i.test(message ?? "")
	);
}
