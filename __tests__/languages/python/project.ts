/** A project in memory for tests: paths to contents; those of `unlisted` are ignored by the listing. */
import type { Project } from "../../../transforms/core/types.js";

export function memoryProject(
	contents: Readonly<Record<string, string>>,
	roots?: readonly string[],
	unlisted: Readonly<Record<string, string>> = {},
): Project {
	const paths = Object.keys(contents).sort();
	const files = new Map(Object.entries({ ...contents, ...unlisted }));
	const isDirectory = (path: string): boolean =>
		[...files.keys()].some((file) => file.startsWith(`${path}/`));
	return {
		files: paths,
		...(roots ? { roots } : {}),
		exists: (path) =>
			files.has(path) ? "file" : isDirectory(path) ? "directory" : null,
		read(path) {
			const content = files.get(path);
			if (content === undefined) return null;
			const text = Buffer.from(content, "utf8").toString("latin1");
			return { path, text, encoding: "latin1", unit: "byte" };
		},
		list: (directory) => [
			...new Set(
				paths
					.filter((path) => path.startsWith(`${directory}/`))
					.map((path) => /^[^/]+\/?/.exec(path.slice(directory.length + 1)))
					.map((match) => match?.[0] ?? ""),
			),
		],
		realpath: (path) => path,
		resolve: (specifier) => ({ kind: "external", name: specifier }),
		containing: (queries) =>
			queries.map(({ all, under, extensions }) =>
				[...files]
					.filter(
						([path, content]) =>
							path.startsWith(under ?? "") &&
							(extensions ?? [""]).some((end) => path.endsWith(end)) &&
							all.every((needle) => content.includes(needle)),
					)
					.map(([path]) => path)
					.sort(),
			),
	};
}
