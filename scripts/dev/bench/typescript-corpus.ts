/**
 * A TypeScript monorepo: packages of some modules, and one package with a shim that the others import. In the other
 * kind that package is a published one, which no tree holds, so that the rule's author vouches for each move.
 */
import type { CorpusFile, CorpusKind } from "./corpus.js";
import type { Random } from "./random.js";

const PACKAGES = 20;
const LEGACY = "@acme/ws/legacy";
const CANONICAL = "@acme/ws/client";
const OWN_PACKAGE = "@acme/ws";
const PUBLISHED_PACKAGE = "published-ws";

const packageOf = (index: number): string =>
	`p${String(index % PACKAGES).padStart(2, "0")}`;
const pathOf = (index: number): string =>
	`packages/${packageOf(index)}/src/part${index}.${index % 5 === 4 ? "tsx" : "ts"}`;

export const TYPESCRIPT = monorepo("typescript", OWN_PACKAGE);
export const PUBLISHED = monorepo("published", PUBLISHED_PACKAGE);

function monorepo(name: string, ws: string): CorpusKind {
	const inTree = ws === OWN_PACKAGE;
	const own = (text: string): string =>
		inTree ? text : text.replaceAll(OWN_PACKAGE, ws);
	return {
		name,
		language: "typescript",
		from: own(LEGACY),
		to: own(CANONICAL),
		needle: own(LEGACY),
		part: "packages/p00",
		unused: (files) =>
			Array.from({ length: files }, (_, index) => index)
				.filter((index) => index % 10 === 9 && index + 10 < files)
				.map((index) => ({ from: pathOf(index), to: pathOf(index + 10) })),
		*files(files, every, random) {
			yield json("package.json", {
				name: "acme",
				private: true,
				workspaces: ["packages/*"],
			});
			if (inTree) yield* websocketPackage();
			for (let index = 0; index < PACKAGES; index++)
				yield json(`packages/${packageOf(index)}/package.json`, {
					name: `@acme/${packageOf(index)}`,
					dependencies: { [ws]: inTree ? "workspace:*" : "^1.0.0" },
				});
			for (let index = 0; index < files; index++) {
				const file = moduleFile(index, files, every, random);
				yield {
					path: file.path,
					text: own(file.text),
					after: file.after?.map(own) ?? null,
				};
			}
		},
	};
}

function* websocketPackage(): Iterable<CorpusFile> {
	yield json("packages/ws/package.json", {
		name: OWN_PACKAGE,
		exports: {
			"./client": "./src/client.ts",
			"./legacy": "./src/legacy.ts",
			"./legacy-tools": "./src/legacy-tools.ts",
		},
	});
	yield fixed(
		"packages/ws/src/client.ts",
		"export class Client {}\nexport const connect = (url: string): Client => new Client();\n",
	);
	yield fixed(
		"packages/ws/src/legacy.ts",
		'export { Client, connect } from "./client";\n',
	);
	yield fixed("packages/ws/src/legacy-tools.ts", "export const TOOLS = [];\n");
}

const fixed = (path: string, text: string): CorpusFile => ({
	path,
	text,
	after: null,
});
const json = (path: string, value: unknown): CorpusFile =>
	fixed(path, `${JSON.stringify(value, null, 2)}\n`);

/** Head and end of a module that names the legacy path once. */
const SHAPES: readonly (readonly [head: string, end: string])[] = [
	[
		`import { Client } from "${LEGACY}";\n`,
		"export const one = new Client();\n",
	],
	[`import { Client } from '${LEGACY}'\n`, "export const all = [Client];\n"],
	[
		`import {\n\tClient, // the class\n\tconnect,\n} from "${LEGACY}";\n`,
		'export const one: Client = connect("a");\n',
	],
	[
		`import { connect as open } from "${LEGACY}";\n`,
		'export const one = open("a");\n',
	],
	[
		`import type { Client } from "${LEGACY}";\n`,
		"export const take = (client: Client) => client;\n",
	],
	[`export { Client } from "${LEGACY}";\n`, ""],
	[
		"",
		`export async function late() {\n\tconst { Client } = await import("${LEGACY}");\n\treturn new Client();\n}\n`,
	],
];

/** What looks like the legacy path and is not, or is only text. */
const TRAPS: readonly string[] = [
	`/** Was in ${LEGACY} once. */\n`,
	'import { TOOLS } from "@acme/ws/legacy-tools";\nexport { TOOLS };\n',
	`export const settings = { module: "${LEGACY}" };\n`,
];

function moduleFile(
	index: number,
	files: number,
	every: number,
	random: Random,
): CorpusFile {
	const path = pathOf(index);
	const imports = importsOf(index, files, random);
	const filler = fillerOf(index, random);
	if (index % every === 0) {
		const [head, end] = random.pick(SHAPES);
		const text = `${imports}${head}\n${filler}\n${end}`;
		return { path, text, after: [text.replace(LEGACY, CANONICAL)] };
	}
	const trap = index % (every * 5) === 1 ? random.pick(TRAPS) : "";
	return fixed(path, `${imports}${trap}\n${filler}`);
}

function importsOf(index: number, files: number, random: Random): string {
	const lines = new Set<string>();
	for (let n = random.below(4); n > 0; n--) {
		// Within a package, by a relative path; never a module that the unused rules speak of.
		const other =
			(index % PACKAGES) +
			PACKAGES * random.below(Math.floor(files / PACKAGES));
		if (other !== index && other % 10 !== 9)
			lines.add(`import { part${other} } from "./part${other}";`);
	}
	return [...lines].map((line) => `${line}\n`).join("");
}

const STATEMENTS = [
	"const value = values.get(key);",
	"if (value === undefined) return fallback;",
	"for (const name of [...values.keys()].sort()) seen.add(name);",
	"values.delete(key);",
	"log(key.toUpperCase());",
	"return [...values].filter(([, item]) => item !== null);",
];

function fillerOf(index: number, random: Random): string {
	let text = `const values = new Map<string, unknown>();\nconst seen = new Set<string>();\nconst log = (line: string): void => void line;\n\nexport const part${index} = ${index};\n`;
	for (let n = 3 + random.below(12); n > 0; n--) {
		text += `\n/** Takes one step; ${"more words ".repeat(random.below(6))}*/\nexport function step${index}_${n}(key: string, fallback?: unknown): unknown {\n`;
		for (let m = 1 + random.below(5); m > 0; m--)
			text += `\t{\n\t\t${random.pick(STATEMENTS)}\n\t}\n`;
		text += "\treturn fallback;\n}\n";
	}
	return text;
}
