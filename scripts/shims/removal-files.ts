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
const PATH = /[\w@.~+<>{}$/-]/;
const NAME = /[\w.-]/;
const PLACEHOLDER = /[<>{}$]/;
const COMMENT = /^\s*(?:#|\/\/|\*|\/\*)/;

/** Those that no reference of a migration covers yet. */
export function namedAsFiles(
	parts: readonly Pick<ShimPart, "language" | "modules">[],
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

function namesOf(id: string, { language }: Pick<ShimPart, "language">): Names {
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
	for (
		let at = text.indexOf(needle);
		at >= 0;
		at = text.indexOf(needle, at + 1)
	) {
		let start = at;
		while (PATH.test(text[start - 1] ?? "")) start--;
		let end = at + needle.length;
		while (NAME.test(text[end] ?? "")) end++;
		const written = text.slice(start, end).replace(/\.+$/, "");
		const quoted = /["'`]/.test(text[start - 1] ?? "");
		if ((source && !quoted) || !isIt(written, path, names)) continue;
		const row = text.lastIndexOf("\n", start - 1) + 1;
		if (COMMENT.test(text.slice(row, start))) continue;
		places.push({
			start,
			end: start + written.length,
			line: text.slice(0, row).split("\n").length,
			column: start - row + 1,
			written,
		});
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
