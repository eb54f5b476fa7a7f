/** A Python tree: one package with areas, modules of some kilobytes that import each other, and a shim in use. */
import type { CorpusFile, CorpusKind } from "./corpus.js";
import type { Random } from "./random.js";

const AREAS = 20;
const LEGACY = "app.ws.legacy";
const CANONICAL = "app.ws.client";

const area = (index: number): string =>
	`area${String(index % AREAS).padStart(2, "0")}`;
const moduleName = (index: number): string => `app.${area(index)}.part${index}`;
const pathOf = (index: number): string =>
	`${moduleName(index).replaceAll(".", "/")}.py`;
/** One module in ten is imported by none. */
const isLeaf = (index: number): boolean => index % 10 === 9;

export const PYTHON: CorpusKind = {
	name: "python",
	language: "python",
	from: LEGACY,
	to: CANONICAL,
	needle: LEGACY,
	part: "app/area00",
	unused: (files) =>
		Array.from({ length: files }, (_, index) => index)
			.filter((index) => isLeaf(index) && index + 10 < files)
			.map((index) => ({
				from: moduleName(index),
				to: moduleName(index + 10),
			})),
	*files(files, every, random) {
		yield fixed("app/__init__.py", "");
		yield fixed("app/ws/__init__.py", "");
		yield fixed(
			"app/ws/client.py",
			'"""Connections."""\n\n\nclass Client:\n    """One connection."""\n\n\ndef connect(url):\n    return Client()\n',
		);
		yield fixed(
			"app/ws/legacy.py",
			'"""The old import path."""\nfrom app.ws.client import Client, connect  # noqa: F401\n\n__all__ = ["Client", "connect"]\n',
		);
		yield fixed("app/ws/legacy_tools.py", "TOOLS = ()\n");
		for (let index = 0; index < AREAS; index++)
			yield fixed(`app/${area(index)}/__init__.py`, "");
		for (let index = 0; index < files; index++)
			yield moduleFile(index, files, every, random);
	},
};

const fixed = (path: string, text: string): CorpusFile => ({
	path,
	text,
	after: null,
});

/** How a module names the legacy path: its import, how it is used, and both after the move. */
interface Shape {
	readonly head: string;
	readonly body: string;
	/** Head and body after the move; absent where only the module's name changes. */
	readonly moved?: readonly (readonly [head: string, body: string])[];
}

const SHAPES: readonly Shape[] = [
	{ head: `from ${LEGACY} import Client\n`, body: "client = Client()\n" },
	{ head: `from ${LEGACY} import Client\n`, body: "CLIENTS = [Client]\n" },
	{
		head: `from ${LEGACY} import (\n    Client,  # the class\n    connect,\n)\n`,
		body: 'client: Client = connect("a")\n',
	},
	{
		head: `from ${LEGACY} import connect as open_client\n`,
		body: 'client = open_client("a")\n',
	},
	{
		head: "",
		body: `def late():\n    from ${LEGACY} import Client\n\n    return Client()\n`,
	},
	{
		head: `from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from ${LEGACY} import Client\n`,
		body: 'def take(client: "Client") -> None: ...\n',
	},
	{
		head: "from app.ws import legacy\n",
		body: "client = legacy.Client()\n",
		moved: [
			[`from ${CANONICAL} import Client\n`, "client = Client()\n"],
			["from app.ws import client\n", "client = client.Client()\n"],
		],
	},
];

/** What looks like the legacy path and is not, or is only text. */
const TRAPS: readonly string[] = [
	`"""Was in ${LEGACY} once."""\n`,
	"from app.ws.legacy_tools import TOOLS\n",
	`SETTINGS = {"module": "${LEGACY}.Client"}\n`,
	`# see ${LEGACY}\n`,
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
	const whole = (head: string, body: string): string =>
		`"""Part ${index}."""\n\n${imports}${head}\n\n${filler}\n${body}`;
	if (index % every === 0) {
		const { head, body, moved } = random.pick(SHAPES);
		const text = whole(head, body);
		const after = moved
			? moved.map(([h, b]) => whole(h, b))
			: [text.replace(`from ${LEGACY} `, `from ${CANONICAL} `)];
		return { path, text, after };
	}
	const trap = index % (every * 5) === 1 ? random.pick(TRAPS) : "";
	return fixed(path, whole("", trap));
}

const STANDARD = ["json", "logging", "os", "re", "sys", "time", "uuid"];

function importsOf(index: number, files: number, random: Random): string {
	const lines = [`import ${random.pick(STANDARD)}`];
	for (let n = random.below(4); n > 0; n--) {
		const other = random.below(files);
		if (other === index || isLeaf(other)) continue;
		lines.push(`from ${moduleName(other)} import Part${other}`);
	}
	return `${[...new Set(lines)].join("\n")}\n`;
}

const STATEMENTS = [
	"value = self.values.get(key)",
	"if value is None:\n            return default",
	'logging.info("took %s", key)',
	"for name in sorted(self.values):\n            self.seen.add(name)",
	"self.manager = self.values.pop(key, None)",
	"return [item for item in self.values if item]",
	'text = f"{key}: {value!r}"',
];

function fillerOf(index: number, random: Random): string {
	let text = `class Part${index}:\n    """What part ${index} does."""\n\n    def __init__(self):\n        self.values = {}\n        self.seen = set()\n`;
	for (let n = 3 + random.below(20); n > 0; n--) {
		text += `\n    def step_${n}(self, key, default=None):\n        """Takes one step; ${"more words ".repeat(random.below(8))}"""\n`;
		for (let m = 1 + random.below(6); m > 0; m--)
			text += `        ${random.pick(STATEMENTS)}\n`;
	}
	return `${text}\n`;
}
