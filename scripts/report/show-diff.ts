/**
 * The diff for eyes: coloured, cut after a number of lines, and on a terminal without the control characters that
 * a source may hold. `renderDiff` gives the bytes for programs.
 */
import type { Paint } from "../io.js";
import { type FileDiff, fileDiffs } from "./diff.js";
import { escapeLine, escapeText } from "./escape.js";
import { count } from "./lines.js";
import type { RunResult } from "./result.js";

/** `limit`: lines shown; null for all. */
export function showDiff(
	result: Pick<RunResult, "plan" | "texts">,
	paint: Paint,
	limit: number | null,
): string {
	const lines: string[] = [];
	let hidden = 0;
	for (const file of fileDiffs(result)) {
		const own = linesOf(file);
		// Files are cut whole or at a line; either way the rest is counted.
		const room =
			limit === null ? own.length : Math.max(0, limit - lines.length);
		lines.push(...own.slice(0, room).map((line) => colored(line, paint)));
		hidden += Math.max(0, own.length - room);
	}
	if (hidden > 0)
		lines.push(
			`... ${count(hidden, "more line")} of diff; --patch FILE has all of it`,
		);
	return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** A line a file, and a total, as `git diff --stat` has it. */
export function showStat(result: RunResult): string {
	const files = fileDiffs(result);
	if (files.length === 0) return "";
	const width = Math.max(...files.map(({ path }) => escapeLine(path).length));
	const total = (side: "added" | "removed"): number =>
		files.reduce((sum, file) => sum + file[side], 0);
	const lines = files.map(
		({ path, added, removed }) =>
			` ${escapeLine(path).padEnd(width)} | +${added} -${removed}`,
	);
	return `${[...lines, ` ${count(files.length, "file")}, +${total("added")} -${total("removed")} lines`].join("\n")}\n`;
}

/** What a terminal shows is UTF-8, whatever unit the text was held in. */
function linesOf({ text, encoding }: FileDiff): readonly string[] {
	const readable =
		encoding === "latin1" ? Buffer.from(text, "latin1").toString("utf8") : text;
	return escapeText(readable).replace(/\n$/, "").split("\n");
}

function colored(line: string, { colors }: Paint): string {
	if (/^(?:diff --git|---|\+\+\+|new file|deleted file) /.test(line))
		return colors.bold(line);
	if (line.startsWith("@@")) return colors.cyan(line);
	if (line.startsWith("+")) return colors.green(line);
	return line.startsWith("-") ? colors.red(line) : line;
}
