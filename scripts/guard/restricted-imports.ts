/**
 * The rules as ESLint's `no-restricted-imports`, a flat config. What a relative specifier leads to depends on the
 * file that it stands in, and of two entries for a file ESLint takes the later alone. So there is one entry for
 * each way down from a directory above a legacy module, and in it exactly one specifier for each module:
 *
 *   src/ws/manager.ts   src/ws/*.ts  ./manager      src/ws/*\/*.ts  ../manager
 *                       src/*.ts     ./ws/manager   src/*\/*.ts     ../ws/manager
 *
 * Later entries are below deeper directories, so the last one that matches a file knows where the file is.
 */
import type { Language } from "../../transforms/core/language.js";
import type { ModuleIndex } from "../../transforms/core/module-index.js";
import type { Project } from "../../transforms/core/types.js";
import { type Guarded, guardedPaths, restrictedRules } from "./guarded.js";

interface Pattern {
	readonly regex: string;
	readonly importNames?: readonly string[];
	readonly message: string;
}

/** The text of an ES module whose default export is a list of config objects. */
export function restrictedImports(
	index: ModuleIndex,
	{ extensions }: Pick<Language, "extensions">,
	project: Pick<Project, "exists">,
): string {
	const all = guardedPaths(index);
	const inTree = all.filter(
		({ module }) =>
			project.exists(segments(module)[0] ?? "") === "directory" ||
			index.find(module) !== null,
	);
	const packages = all
		.filter((guarded) => !inTree.includes(guarded))
		.map((guarded) => pattern(guarded, `^${bySpecifier(guarded)}$`));
	const ending = `(?:${extensions.map(escapeRegex).join("|")})?`;
	const name = `*{${extensions.join(",")}}`;
	const entries = [
		entry(`**/${name}`, packages),
		...placesOf(inTree, index).map(({ directory, down }) =>
			entry(
				[...directory.map(escapeGlob), ...Array(down).fill("*"), name].join(
					"/",
				),
				[
					...packages,
					...inTree.map((guarded) =>
						pattern(
							guarded,
							specifierOf(guarded, directory, down, { extensions, ending }),
						),
					),
				],
			),
		),
	];
	return [
		"// Made by `onepath guard --format eslint`; make it anew when rules or directories change.",
		"// Specifiers through aliases and package names of the tree are left to `onepath check`.",
		...restrictedRules(index).map(
			(id) =>
				`// Rule ${JSON.stringify(id)} leaves files out, which this list does not know.`,
		),
		`export default ${JSON.stringify(
			entries.filter((one) => one !== null),
			null,
			"\t",
		)};`,
		"",
	].join("\n");
}

function entry(files: string, patterns: readonly Pattern[]): object | null {
	return patterns.length === 0
		? null
		: {
				files: [files],
				rules: { "no-restricted-imports": ["error", { patterns }] },
			};
}

function pattern({ name, message }: Guarded, regex: string): Pattern {
	return { regex, ...(name !== null && { importNames: [name] }), message };
}

/** A published package's module is the same specifier everywhere. */
function bySpecifier({ module, prefix }: Guarded): string {
	return escapeRegex(module) + (prefix ? "/.+" : "");
}

const segments = (path: string): readonly string[] =>
	path === "" ? [] : path.split("/");

interface Place {
	readonly directory: readonly string[];
	/** Levels below it. */
	readonly down: number;
}

/** Directories above a legacy module with how far down there are files, and one level more; the deepest last. */
function placesOf(
	inTree: readonly Guarded[],
	index: ModuleIndex,
): readonly Place[] {
	const above = new Map<string, number>();
	for (const { module } of inTree)
		for (let path = segments(module); path.length > 0; ) {
			path = path.slice(0, -1);
			above.set(path.join("/"), 0);
		}
	if (above.size === 0) return [];
	for (const module of index.names) {
		const directory = segments(module).slice(0, -1);
		for (let up = 0; up <= directory.length; up++) {
			const path = directory.slice(0, directory.length - up).join("/");
			const known = above.get(path);
			if (known === undefined) continue;
			above.set(path, Math.max(known, up));
			break;
		}
	}
	return [...above]
		.map(([path, deepest]) => ({ directory: segments(path), deepest }))
		.sort(
			(a, b) =>
				a.directory.length - b.directory.length ||
				(a.directory.join("/") < b.directory.join("/") ? -1 : 1),
		)
		.flatMap(({ directory, deepest }) =>
			Array.from({ length: deepest + 2 }, (_, down) => ({ directory, down })),
		);
}

/** What a file `down` levels below the directory writes for the module. */
function specifierOf(
	{ module, prefix }: Guarded,
	directory: readonly string[],
	down: number,
	{
		extensions,
		ending,
	}: { readonly extensions: readonly string[]; readonly ending: string },
): string {
	const target = segments(module);
	let common = 0;
	while (
		common < directory.length &&
		common < target.length - 1 &&
		directory[common] === target[common]
	)
		common++;
	const up = directory.length - common + down;
	const start = up === 0 ? "\\./" : "\\.\\./".repeat(up);
	const rest = target.slice(common);
	if (prefix) return `^${start}${escapeRegex(rest.join("/"))}/.+$`;
	const last = rest.pop() ?? "";
	const known = extensions.filter((one) => last.endsWith(one));
	const longest = known.sort((a, b) => b.length - a.length)[0] ?? "";
	const stem = last.slice(0, last.length - longest.length);
	const folder = rest.map((part) => `${escapeRegex(part)}/`).join("");
	if (stem !== "index")
		return `^${start}${folder}${escapeRegex(stem)}${ending}$`;
	// A directory's own module goes by the directory's name, with a slash or without.
	const path = `${start}${folder}`.replace(/\/$/, "");
	return `^${path}(?:/(?:index${ending})?)?$`;
}

function escapeRegex(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function escapeGlob(text: string): string {
	return text.replace(/[\\*?!+@()[\]{}|]/g, "\\$&");
}
