/** What more files cost: the medians of onepath's runs over trees of one kind that differ in size alone. */
import { groupBy } from "../../group.js";

export interface Figure {
	/** What the trees have in common. */
	readonly corpus: string;
	readonly work: string;
	readonly files: number;
	/** Seconds. */
	readonly wall: number;
	/** MiB. */
	readonly peak: number;
}

/** Each work in each size, with the factor against the next smaller one; null where there is one size only. */
export function growthTable(figures: readonly Figure[]): string | null {
	const groups = groupBy(figures, ({ corpus, work }) => `${corpus} | ${work}`);
	const rows = [...groups].flatMap(([name, group]) => {
		const sorted = [...group].sort((a, b) => a.files - b.files);
		return sorted.slice(1).map((larger, index) => {
			const smaller = sorted[index] as Figure;
			const by = (figure: "files" | "wall" | "peak") =>
				(larger[figure] / smaller[figure]).toFixed(1);
			return `| ${name} | ${smaller.files.toLocaleString("en")} -> ${larger.files.toLocaleString("en")} | ${by("files")} | ${by("wall")} | ${by("peak")} | ${larger.peak.toFixed(0)} |`;
		});
	});
	return rows.length === 0
		? null
		: `${["| corpus | work | files | x files | x wall | x peak | peak MiB |", "| --- | --- | ---: | ---: | ---: | ---: | ---: |", ...rows].join("\n")}\n`;
}
