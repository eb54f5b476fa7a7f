/** A project in memory for tests: paths to contents. */
import type { Project } from "../../../transforms/core/types.js";

export function memoryProject(
	contents: Readonly<Record<string, string>>,
	roots?: readonly string[],
): Project {
	const files = new Map(Object.entries(contents));
	const isDirectory = (path: string): boolean =>
		[...files.keys()].some((file) => file.startsWith(`${path}/`));
	return {
		files: [...files.keys()].sort(),
		...(roots ? { roots } : {}),
		exists: (path) =>
			files.has(path) ? "file" : isDirectory(path) ? "directory" : null,
		read(path) {
			const content = files.get(path);
			if (content === undefined) return null;
			const text = Buffer.from(content, "utf8").toString("latin1");
			return { path, text, encoding: "latin1", unit: "byte" };
		},
		list: () => [],
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
