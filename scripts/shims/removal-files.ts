/**
 * Places that name a shim by its file, as it is seen from where they stand: what builds, packs, serves or checks the
 * tree counts from its own directory, and nothing imports. They keep the shim like any other text.
 *
 *   acme/BUILD.bazel        srcs = ["legacy.py"]                          acme/legacy.py
 *   web/jest.config.js      { "^@old$": "<rootDir>/src/old.ts" }          web/src/old.ts
 *   web/vite.config.ts      { "@old": "/src/old" }                        web/src/old.ts
 */
import type { Reference, SourceFile } from "../../transforms/core/types.js";
import {
	directoryOf,
	join,
	upward,
} from "../../transforms/resolution/files.js";
import type { OpenProject } from "../driver/read/project.js";
import type { ShimPart } from "../driver/read/shim-modules.js";

/** What a path is written with, placeholders of tools (`<rootDir>`, `${here}`) included. */
const PATH = /[\w@.~+<>{}$/-]*$/;
const PLACEHOLDER = /[<>{}$]/;
const COMMENT = /^\s*(?:#|\/\/|\*|\/\*)/;

/** Those that no reference of a migration covers yet. */
export function namedAsFiles(
	parts: readonly ShimPart[],
	known: readonly Reference[],
	project: OpenProject,
): readonly Reference[] {
	const lines = new Set(known.map(({ path, line }) => `${path}:${line}`));
	const isSource = (path: string): boolean =>
		parts.some(({ language }) =>
			language.extensions.some((ending) => path.endsWith(ending)),
		);
	return parts.flatMap((part) =>
		part.modules.flatMap(({ id, key }) => {
			const { literals, needle, names } = namesOf(id, part);
			const found = project.startSearch(
				project.files.filter((path) => path !== id),
				literals.map((literal) => ({ all: [literal] })),
			);
			return [...new Set(found().flat())].sort().flatMap((path) => {
				const file = project.readText(path);
				if (!file) return [];
				return placesIn(file, needle, names, isSource(path)).flatMap(
					({ start, end, line, column, written }): Reference[] =>
						lines.has(`${path}:${line}`)
							? []
							: [
									{
										path,
										start,
										end,
										line,
										column,
										form: isSource(path) ? "string" : "mention",
										rule: key,
										legacy: { module: key, name: null },
										canonical: null,
										outcome: "report",
										verdict: null,
										reason: "text",
										detail: `spells ${written}, which is ${id} from there`,
										chain: [],
										change: null,
									},
								],
				);
			});
		}),
	);
}

interface Names {
	/** A file without any of them does not name it. */
	readonly literals: readonly string[];
	/** What they have in common. */
	readonly needle: string;
	/** Is this path, from the root, the module? Where modules are paths, with any ending of a script or without. */
	readonly names: (path: string) => boolean;
}

function namesOf(id: string, { language }: ShimPart): Names {
	const name = id.slice(id.lastIndexOf("/") + 1);
	if (language.separator !== "/")
		return { literals: [name], needle: name, names: (path) => path === id };
	const stem = (path: string): string => {
		const endings = language.extensions.filter((one) => path.endsWith(one));
		const longest = endings.sort((a, b) => b.length - a.length)[0] ?? "";
		return path.slice(0, path.length - longest.length);
	};
	const needle = stem(name);
	const literals = [
		`/${needle}`,
		...language.extensions.map((ending) => needle + ending),
	];
	return { literals, needle, names: (path) => stem(path) === stem(id) };
}

interface Place {
	readonly start: number;
	readonly end: number;
	readonly line: number;
	readonly column: number;
	readonly written: string;
}

function placesIn(
	{ path, text }: SourceFile,
	needle: string,
	names: Names["names"],
	source: boolean,
): readonly Place[] {
	const places: Place[] = [];
	let start = 0;
	for (const [index, row] of text.split("\n").entries()) {
		for (
			let at = row.indexOf(needle);
			at >= 0 && !COMMENT.test(row);
			at = row.indexOf(needle, at + 1)
		) {
			const before = PATH.exec(row.slice(0, at))?.[0] ?? "";
			const after = /^[\w.-]*/.exec(row.slice(at + needle.length))?.[0] ?? "";
			const from = at - before.length;
			const written = (before + needle + after).replace(/\.+$/, "");
			const quoted = /["'`]/.test(row[from - 1] ?? "");
			if ((!source || quoted) && isIt(written, path, names))
				places.push({
					start: start + from,
					end: start + from + written.length,
					line: index + 1,
					column: from + 1,
					written,
				});
		}
		start += row.length + 1;
	}
	return places;
}

/**
 * Does it lead to the module from the file's directory or one above it? A bare name only from its own: of the
 * `manager.py` that a file above names there may be many.
 */
function isIt(
	written: string,
	path: string,
	names: (path: string) => boolean,
): boolean {
	const parts = written.split("/");
	while (parts[0] === "" || PLACEHOLDER.test(parts[0] ?? "")) parts.shift();
	const relative = parts.join("/");
	const own = directoryOf(path);
	const bare = parts.filter((part) => part !== ".").length < 2;
	// A word is a file's name where it has the ending of one, or says that it is a path.
	if (bare && !/[./]/.test(written)) return false;
	return [...(bare ? [own] : upward(own))].some((directory) =>
		names(join(directory, relative) ?? ""),
	);
}
