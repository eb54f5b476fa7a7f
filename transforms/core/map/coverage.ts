/** What the map could not follow, as places and sums: a reader can judge how much of the tree it speaks of. */
import { byText } from "./counts.js";
import type { RawNote } from "./record.js";
import type { MapSource } from "./support.js";
import type { MapCoverage, UnknownSite } from "./types.js";

/** `imports`: how many a language's files hold. `unread`: files that are no source. */
export function cover(
	sources: readonly MapSource[],
	imports: ReadonlyMap<string, number>,
	unread: MapCoverage["unread"],
): MapCoverage {
	const problems: UnknownSite[] = [];
	const dynamic: UnknownSite[] = [];
	const stars: UnknownSite[] = [];
	const opaque: UnknownSite[] = [];
	for (const { records, graph } of sources)
		for (const [file, record] of records) {
			const { facts } = record;
			place(record.problems, file, problems);
			place(record.dynamic, file, dynamic);
			place(facts.opaque, file, opaque);
			for (const { line, specifier } of facts.stars)
				if (graph.locate(specifier, file).kind === "external")
					stars.push({
						file,
						line,
						what: `everything from ${specifier}, which is outside of the tree`,
					});
		}
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
		problems: problems.sort(byPlace),
		dynamic: dynamic.sort(byPlace),
		stars: stars.sort(byPlace),
		opaque: opaque.sort(byPlace),
	};
}

function place(
	notes: readonly RawNote[],
	file: string,
	into: UnknownSite[],
): void {
	for (const { line, what } of notes) into.push({ file, line, what });
}

const byPlace = (a: UnknownSite, b: UnknownSite): number =>
	byText(a.file, b.file) || a.line - b.line || byText(a.what, b.what);
