/** Measured runs as a table of Markdown: medians, and the ratio of each to the first row. */
import { median, type Run } from "./measure.js";
import type { Score } from "./score.js";

export interface Row {
	readonly name: string;
	readonly runs: readonly Run[];
	readonly score: Score | null;
	/** Why there is no figure. */
	readonly failure: string | null;
}

export function table(title: string, rows: readonly Row[]): string {
	const first = rows.find(({ failure }) => failure === null);
	const base = first ? median(first.runs.map(({ wall }) => wall)) : 0;
	const scored = rows.some(({ score }) => score !== null);
	const head = [
		"",
		"wall s",
		`x ${first?.name ?? ""}`,
		"CPU s",
		"peak MiB",
		...(scored ? ["right", "missed", "wrong"] : []),
	];
	const lines = rows.map(({ name, runs, score, failure }) => {
		if (failure !== null)
			return [name, failure, ...head.slice(2).map(() => "")];
		const wall = median(runs.map((run) => run.wall));
		return [
			name,
			wall.toFixed(2),
			(wall / base).toFixed(1),
			middle(runs, ({ cpu }) => cpu)?.toFixed(2) ?? "?",
			middle(runs, ({ peak }) => peak)?.toFixed(0) ?? "?",
			...(scored
				? score
					? [score.found, score.missed, score.wrong].map(String)
					: ["", "", ""]
				: []),
		];
	});
	const rule = head.map((_, index) => (index === 0 ? "---" : "---:"));
	return `${title}\n\n${[head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function middle(
	runs: readonly Run[],
	figure: (run: Run) => number | null,
): number | null {
	const values = runs.map(figure);
	return values.some((value) => value === null)
		? null
		: median(values as number[]);
}
