/** File name endings of JavaScript and TypeScript, and what a specifier writes for them. */

/** In the order in which an ending is guessed for a path written without one. */
export const SOURCES: readonly string[] = [
	".ts",
	".tsx",
	".mts",
	".cts",
	".js",
	".jsx",
	".mjs",
	".cjs",
	".d.ts",
	".d.mts",
	".d.cts",
];

/** What the driver compares file names with; declaration files end like sources. */
export const EXTENSIONS: readonly string[] = [
	".ts",
	".tsx",
	".mts",
	".cts",
	".js",
	".jsx",
	".mjs",
	".cjs",
];

export const TYPESCRIPT = /\.[cm]?tsx?$/;

const ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** `.ts` of `a/b.ts`, `.d.ts` of `a/b.d.ts`, `''` of `a/b.service`. */
export const endingOf = (path: string): string => ENDING.exec(path)?.[0] ?? "";

export const stemOf = (path: string): string =>
	path.slice(0, path.length - endingOf(path).length);

/**
 * The ending that a specifier writes for a file, in the manner of the specifier `written` so far: TypeScript writes
 * the ending of the output (`./m.js` for `m.ts`), or its own where `allowImportingTsExtensions` has it.
 */
export function endingLike(written: string, file: string): string {
	const [old, own] = [endingOf(written), endingOf(file)];
	if (old === "") return "";
	if (/tsx?$/.test(old) || /jsx?$/.test(own)) return own;
	const output = own.replace(".d", "").replace("t", "j");
	// JSX that is preserved keeps its ending, compiled JSX is a script.
	return output === ".jsx" && old !== ".jsx" ? ".js" : output;
}

/** Endings that Node never guesses, nor TypeScript: what is left out of a specifier is `.js`, `.ts` and their like. */
export const isNeverGuessed = (path: string): boolean =>
	/^\.[cm]/.test(endingOf(path).replace(/^\.d/, ""));

/** The last segment without its ending. */
export const baseOf = (path: string): string =>
	stemOf(path.slice(path.lastIndexOf("/") + 1));

export const isIndex = (path: string): boolean => baseOf(path) === "index";
