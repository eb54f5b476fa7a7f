/**
 * Who owns a file, by GitHub's rules for CODEOWNERS: the first such file in .github/, the root and docs/ counts; of
 * its patterns the last that matches; a pattern without owners takes them away. Patterns are those of .gitignore
 * but for `!` and `[ ]`, which mean nothing, and `docs/*`, which does not reach into folders
 * (docs.github.com, "About code owners").
 */
import { readFileSync } from "node:fs";
import { OnepathError } from "../../transforms/core/errors.js";
import { globProblem } from "../../transforms/core/globs.js";

const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The owners of a root-relative path, in the order of the file; none for a file of nobody. */
export type OwnersOf = (path: string) => readonly string[];

interface Pattern {
	readonly matches: RegExp;
	readonly owners: readonly string[];
}

/** Null where the tree has no CODEOWNERS. Throws `config` for one that can't be read. */
export function readOwners(root: string): OwnersOf | null {
	for (const place of PLACES) {
		try {
			return parseOwners(readFileSync(`${root}/${place}`, "utf8"));
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code !== "ENOENT" && code !== "ENOTDIR")
				throw new OnepathError("config", `${place} can't be read (${code})`);
		}
	}
	return null;
}

export function parseOwners(text: string): OwnersOf {
	const patterns: Pattern[] = [];
	for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
		// A space in a name is escaped; a comment runs from a # to the end of the line.
		const [pattern, ...rest] = line.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
		if (pattern === undefined || /^[#!]/.test(pattern) || /[[\]]/.test(pattern))
			continue;
		// Nobody's, as a line that GitHub can't read is: matching could take for ever.
		if (globProblem(pattern.replace(/[(){}]/g, "")) !== null) continue;
		const comment = rest.findIndex((word) => word.startsWith("#"));
		const owners = comment < 0 ? rest : rest.slice(0, comment);
		// GitHub skips a line with an owner that is none.
		if (owners.every((owner) => owner.includes("@")))
			patterns.push({ matches: patternOf(pattern), owners });
	}
	return (path) =>
		patterns.findLast(({ matches }) => matches.test(path))?.owners ?? [];
}

/** `*` stays in its folder, `**` between slashes does not; a name matches its folder's files, too. */
function patternOf(pattern: string): RegExp {
	const folder = pattern.endsWith("/");
	const body = pattern.replace(/^\//, "").replace(/\/$/, "");
	const anchored = pattern.startsWith("/") || body.includes("/");
	const segments = (anchored ? body : `**/${body}`).split("/");
	const last = segments.at(-1);
	let source = "";
	for (const [i, segment] of segments.entries()) {
		const end = i === segments.length - 1;
		if (segment === "**") source += end ? ".+" : "(?:[^/]+/)*";
		else source += segmentSource(segment) + (end ? "" : "/");
	}
	const below = folder
		? "/.+"
		: last === "**" || (last === "*" && anchored)
			? ""
			: "(?:/.+)?";
	return new RegExp(`^${source}${below}$`, "u");
}

function segmentSource(segment: string): string {
	return [...segment.replace(/\\(.)/g, "$1")]
		.map((character) => {
			if (character === "*") return "[^/]*";
			if (character === "?") return "[^/]";
			return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
		})
		.join("");
}
