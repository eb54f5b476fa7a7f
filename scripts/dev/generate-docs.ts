/**
 * The parts of README that code knows better: forms, reasons, and the flags as yargs prints them. Each stands
 * between `<!-- begin NAME -->` and `<!-- end NAME -->`; `--check` fails when one is out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REASONS } from "../../transforms/core/reasons.js";
import { FORMS } from "../../transforms/core/types.js";
import { main } from "../cli.js";

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
	flags: async () => `\`\`\`\n${await help("migrate")}\n\`\`\``,
};

/** The text with every generated part made anew. Throws for a marker without its part or its pair. */
export async function renderDocs(text: string): Promise<string> {
	let result = text;
	for (const [name, make] of Object.entries(PARTS)) {
		const begin = `<!-- begin ${name} -->\n`;
		const end = `\n<!-- end ${name} -->`;
		const from = result.indexOf(begin);
		const to = result.indexOf(end, from);
		if (from < 0 || to < 0)
			throw new Error(`README has no pair of ${name} markers`);
		result = `${result.slice(0, from + begin.length)}\n${await make()}\n${result.slice(to)}`;
	}
	return result;
}

async function help(command: string): Promise<string> {
	let text = "";
	const sink = {
		write: (chunk: string | Uint8Array) => {
			text += chunk;
		},
	};
	const io = { stdout: sink, stderr: sink, cwd: ".", env: {} };
	await main([command, "--help"], io);
	return text.trimEnd();
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
