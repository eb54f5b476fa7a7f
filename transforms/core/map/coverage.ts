/** What the map could not follow, as places and sums: a reader can judge how much of the tree it speaks of. */
import { byText } from "./counts.js";
import type { MapSource } from "./support.js";
import type { MapCoverage, UnknownSite } from "./types.js";

/** `imports`: how many a language's files hold. `unread`: files that are no source. */
export function cover(
	sources: readonly MapSource[],
	imports: ReadonlyMap<string, number>,
	unread: MapCoverage["unread"],
): MapCoverage {
	const gather = (
		find: (
			source: MapSource,
			id: string,
		) => readonly Omit<UnknownSite, "file">[],
	): UnknownSite[] =>
		sources
			.flatMap((source) =>
				[...source.records.keys()].flatMap((file) =>
					find(source, file).map(({ line, what }) => ({ file, line, what })),
				),
			)
			.sort(
				(a, b) =>
					byText(a.file, b.file) || a.line - b.line || byText(a.what, b.what),
			);
	const record = (source: MapSource, id: string) => source.records.get(id);
	return {
		languages: sources.map(({ language, records }) => ({
			language,
			files: records.size,
			clean: [...records.values()].filter(
				({ problems }) => problems.length === 0,
			).length,
			imports: imports.get(language) ?? 0,
		})),
		unread: [...unread].sort((a, b) => byText(a.file, b.file)),
		problems: gather((source, id) => record(source, id)?.problems ?? []),
		dynamic: gather((source, id) => record(source, id)?.dynamic ?? []),
		stars: gather((source, id) =>
			(record(source, id)?.facts.stars ?? [])
				.filter(
					({ specifier }) =>
						source.graph.locate(specifier, id).kind === "external",
				)
				.map(({ line, specifier }) => ({
					line,
					what: `everything from ${specifier}, which is outside of the tree`,
				})),
		),
		opaque: gather((source, id) => record(source, id)?.facts.opaque ?? []),
	};
}
