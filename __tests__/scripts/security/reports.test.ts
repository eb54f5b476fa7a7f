/**
 * Names and source that would be commands, markup or formulas, in every kind of report; and diffs on a terminal,
 * where control codes are shown, against diffs in a file, where they are bytes.
 */
import { describe, expect, test } from "@jest/globals";
import { main } from "../../../scripts/cli.js";
import { RULE, SMALL, workspace } from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;
const ESC = "\u001b";
const NAMES = [
	`src/${ESC}]0;owned\u0007.ts`,
	"src/\u202egnp.ts",
	"src/\r\n::error::owned.ts",
	"src/x%0A::error::.ts",
	"src/<img src=x onerror=alert(1)>.ts",
	"src/a|b`c`.ts",
	"src/=cmd().ts",
	"=1+1.ts",
	"@x.ts",
];
const space = () =>
	workspace({
		...SMALL,
		...Object.fromEntries(
			NAMES.map((name) => [
				name,
				name.startsWith("src/")
					? `${APP}// ${ESC}[31m\u202e </script>\n`
					: `import { Manager } from "./src/legacy.js";\nnew Manager();\n`,
			]),
		),
	});
/** Control characters but the ends of lines. */
const CONTROL = /(?![\n\r\t])[\p{Cc}\p{Bidi_Control}]/u;

describe("hostile names and sources in a report", () => {
	test("for GitHub make one command each", async () => {
		const { code, stdout } = await space().run(
			...["check", ...RULE, "--reporter", "github", "-q"],
		);
		expect(code).toBe(1);
		const lines = stdout.trimEnd().split("\n");
		expect(lines).toHaveLength(10);
		for (const line of lines) {
			expect(line).toMatch(/^::(?:error|notice) [^:]*::/);
			expect(line.slice(2)).not.toMatch(/::error|\r/);
		}
		expect(stdout).not.toMatch(/\r/);
	});

	test("as SARIF and JSON are valid, with the names as they are", async () => {
		const at = space();
		for (const reporter of ["sarif", "json"]) {
			const { stdout } = await at.run(
				...["check", ...RULE, "--reporter", reporter, "-q"],
			);
			expect(() => JSON.parse(stdout)).not.toThrow();
			expect(stdout).not.toMatch(/(?![\n\t])\p{Cc}/u);
		}
	});

	test("as Markdown make no markup", async () => {
		const { stdout } = await space().run("map", "--reporter", "markdown", "-q");
		expect(stdout).not.toMatch(CONTROL);
		// Outside of code, where it is text.
		const text = stdout
			.replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
			.replace(/(`+)(?:(?!\1)[\s\S])*?\1/g, "");
		expect(text).not.toMatch(/<img/);
	});

	test("as CSV hold no formula", async () => {
		const { stdout } = await space().run("map", "--reporter", "csv", "-q");
		const cells = stdout.split(/\r\n|,/);
		expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
		expect(stdout).not.toMatch(CONTROL);
	});
});

describe("a diff", () => {
	const onTerminal = async (isTTY: boolean) => {
		const out: string[] = [];
		const sink = {
			isTTY,
			write: (text: string | Uint8Array) => out.push(String(text)),
		};
		const at = space();
		await main(["migrate", ...RULE, "--color", "never"], {
			stdout: sink,
			stderr: sink,
			cwd: at.root,
			env: {},
		});
		return out.join("");
	};

	test("on a terminal shows them", async () => {
		const shown = (await onTerminal(true)).replaceAll(`\r${ESC}[K`, "");
		expect(shown).toContain("\\x1b[31m<U+202E>");
		expect(shown).not.toMatch(CONTROL);
	});

	test("in a pipe holds the bytes, for git", async () => {
		expect(await onTerminal(false)).toContain(`${ESC}[31m\u202e`);
	});
});
