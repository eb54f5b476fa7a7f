/**
 * The numbers by which a consolidation is measured, how a document keeps them for the next one, and how two of
 * them compare. The last line of every document is
 *
 *   <!-- onepath map {"start":{"fragmented":14,...},"now":{"fragmented":3,...}} -->
 *
 * `start` is what the first document said, so that a document that is written again over itself shows the way made.
 */
import type { MapData } from "../../../transforms/core/map/types.js";

/** What is counted, most telling first, with the words of the document. `down` is better unless `up` says so. */
export const MEASURES = {
	fragmented: "symbols imported by more than one path",
	strayPaths: "import paths beside the canonical ones",
	strayUses: "imports by paths beside the canonical ones",
	shims: "shims",
	shimUses: "imports of shims",
	silentShims: "shims in use that do not warn",
	splitNames: "split names",
	undecided: "symbols without a decided path",
	broken: "broken import paths",
	brokenUses: "imports by broken paths",
	ambiguous: "ambiguous import paths",
	unknown: "import paths that can not be followed",
	doubleRoots: "files imported under several names",
	cycles: "import cycles",
	definitions: "symbols imported",
	paths: "import paths in use",
	uses: "imports",
} as const;

export type Measure = keyof typeof MEASURES;
export type Measures = Readonly<Record<Measure, number>>;

export interface Earlier {
	/** By the first document of the series. */
	readonly start: Measures;
	/** By the document itself. */
	readonly now: Measures;
}

export function measure({
	totals,
	definitions,
	paths,
	shims,
}: MapData): Measures {
	const byId = new Map(paths.map((path) => [path.id, path]));
	const stray = definitions.flatMap(({ canonical, used }) =>
		canonical?.path == null ? [] : used.filter((id) => id !== canonical.path),
	);
	return inOrder({
		...totals,
		strayPaths: stray.length,
		strayUses: stray.reduce(
			(sum, id) => sum + (byId.get(id)?.uses.imports ?? 0),
			0,
		),
		silentShims: shims.filter(
			({ uses, warns }) => uses.imports > 0 && warns === null,
		).length,
	}) as Measures;
}

const COMMENT = /<!-- onepath map (\{.*\}) -->\s*$/;

/** What an earlier document, or the JSON of an earlier map, counted; null where the text is neither. */
export function readEarlier(text: string): Earlier | null {
	const kept = COMMENT.exec(text)?.[1];
	try {
		const data = JSON.parse(kept ?? text);
		if (kept !== undefined) {
			const start = inOrder(data.start);
			const now = inOrder(data.now);
			return start && now && { start, now };
		}
		if (data?.tool?.name !== "onepath" || !data.totals) return null;
		const now = measure(data);
		return { start: now, now };
	} catch {
		return null;
	}
}

/** Only numbers go in, so nothing can end the comment early. */
export function keepMeasures(start: Measures, now: Measures): string {
	return `<!-- onepath map ${JSON.stringify({ start, now })} -->`;
}

/** The measures, and nothing else, in their order, so that equal ones are equal texts; null where one is missing. */
function inOrder(given: unknown): Measures | null {
	if (typeof given !== "object" || given === null) return null;
	const known = Object.keys(MEASURES).map((name) => [
		name,
		(given as Record<string, unknown>)[name],
	]);
	return known.every(([, value]) => Number.isSafeInteger(value))
		? (Object.fromEntries(known) as Measures)
		: null;
}
