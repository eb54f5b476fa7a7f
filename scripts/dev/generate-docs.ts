/**
 * The parts of README that code knows better: forms, reasons, the flags as yargs prints them, and what examples
 * print. Each but the examples stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; `--check` fails when
 * one is out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REASONS } from "../../transforms/core/reasons.js";
import { FORMS } from "../../transforms/core/types.js";
import { COMMANDS } from "../commands/index.js";
import { renderExamples, runOnepath } from "./examples.js";
import { renderStory } from "./story.js";

/** Every generated part, by the name in its markers. */
const PARTS: Readonly<Record<string, () => string | Promise<string>>> = {
	forms: () =>
		table(
			["form", "what it is"],
			Object.entries(FORMS).map(([form, what]) => [`\`${form}\``, what]),
		),
	reasons: () =>
		table(
			["reason", "meaning", "next step"],
			Object.entries(REASONS).map(([id, { meaning, next }]) => [
				`\`${id}\``,
				meaning,
				next,
			]),
		),
	commands: () =>
		table(
			["command", "what it does"],
			COMMANDS.map(({ command, describe }) => [
				`\`onepath ${command}\``,
				describe,
			]),
		),
	story: () => {
		const script = readFileSync(packageFile("example/story.sh"), "utf8");
		return `\`\`\`sh\n${renderStory(script)}\n\`\`\``;
	},
	flags: async () => {
		const help = await runOnepath(["migrate", "--help"], ".");
		return `\`\`\`\n${help.trimEnd()}\n\`\`\``;
	},
};

/** The text with every generated part made anew. Throws for a part without its markers. */
export async function renderDocs(text: string): Promise<string> {
	let result = text;
	for (const [name, make] of Object.entries(PARTS)) {
		const begin = `<!-- begin ${name} -->\n`;
		const end = `<!-- end ${name} -->`;
		const from = result.indexOf(begin);
		const to = result.indexOf(end, from);
		if (from < 0 || to < 0)
			throw new Error(`README has no pair of ${name} markers`);
		result = `${result.slice(0, from + begin.length)}\n${await make()}\n\n${result.slice(to)}`;
	}
	return renderExamples(result, fileURLToPath(packageFile("example")));
}

function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
	return [line(head), line(head.map(() => "---")), ...rows.map(line)].join(
		"\n",
	);
}

/** Writes README, or with `--check` compares it. The exit code. */
export async function generate(check: boolean): Promise<number> {
	const file = fileURLToPath(packageFile("README.md"));
	const before = readFileSync(file, "utf8");
	const after = await renderDocs(before);
	if (after === before) return 0;
	if (check) {
		process.stderr.write("README.md is out of date; run `npm run docs`\n");
		return 1;
	}
	writeFileSync(file, after);
	return 0;
}

/** This file stands at the same depth in the sources and, one folder down, in `dist/`. */
function packageFile(name: string): URL {
	const up = /\/dist\/scripts\/dev\//.test(import.meta.url)
		? "../../../"
		: "../../";
	return new URL(up + name, import.meta.url);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.exitCode = await generate(process.argv.includes("--check"));
