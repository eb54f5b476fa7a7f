/** What to do, in order, each step ticked when nothing of it is left, with the commands to run. */
import { shellWord } from "../../shell.js";
import { count } from "../lines.js";
import { block, code } from "./markdown-escape.js";
import {
	list,
	type MarkdownDoc,
	type MarkdownSection,
	nameOf,
	TOLD,
} from "./markdown-section.js";

export const strategy: MarkdownSection = (doc) => {
	const { map, now } = doc;
	const idle = map.shims.filter(
		(shim) => shim.uses.imports === 0 && !shim.package,
	);
	const warning = now.shims - now.silentShims;
	return [
		"## Consolidation strategy",
		"",
		"Nothing is moved that is not proven to be the same, and every step can be taken back (`onepath undo`).",
		"",
		"### 1. Decide",
		"",
		step(
			now.undecided === 0,
			"Every symbol has a path to keep",
			`${count(now.undecided, "symbol")} without one: write a rule for each`,
		),
		...list(
			doc.fragmented
				.filter(({ canonical }) => canonical?.path === null)
				.map(
					(definition) =>
						`${code(nameOf(definition))} (${count(definition.used.length, "path")}, ${count(definition.uses.imports, "import")})`,
				),
			"symbol",
		).map((line) => `  ${line}`),
		step(
			now.splitNames === 0,
			"No name means several definitions",
			`${count(now.splitNames, "split name")}: rename one of the definitions of each, or import it by its own name`,
		),
		"",
		"### 2. Write the rules down",
		"",
		"Rules for what is decided, each with its verdict and counts; what is not decided stands in comments.",
		"",
		...block("sh", ["onepath init --from-map"]),
		"",
		"### 3. Move the uses",
		"",
		step(
			now.strayUses === 0,
			"Every import goes by the path to keep",
			`${count(now.strayUses, "import")} by ${count(now.strayPaths, "path")} to move`,
		),
		"",
		...block("sh", [
			"onepath migrate                # what would change, and what is refused and why",
			"onepath migrate --write",
		]),
		...oneByOne(doc),
		"",
		"From then on a gate keeps the old paths out; what is left today can be let through by a baseline.",
		"",
		...block("sh", ["onepath check --init-baseline", "onepath check"]),
		"",
		"### 4. Let the old paths warn, then remove them",
		"",
		step(
			now.silentShims === 0,
			"Every shim in use warns",
			`${count(now.silentShims, "shim")} in use ${now.silentShims === 1 ? "does" : "do"} not warn (${warning} of ${now.shims} warn or are out of use)`,
		),
		...(idle.length > 0
			? [
					`- [ ] ${count(idle.length, "shim")} without a use in the tree: remove ${idle.length === 1 ? "it" : "them"} when nobody outside imports ${idle.length === 1 ? "it" : "them"}`,
					...list(
						idle.map(({ module }) => code(module)),
						"shim",
					).map((line) => `  ${line}`),
				]
			: []),
		"",
		...block("sh", [
			"onepath deprecate --write      # marks the legacy modules of the rules",
			"onepath remove                 # deletes those that nothing uses, else lists what does",
		]),
		"",
		"### 5. Measure again",
		"",
		"Written over itself, this document shows the way made.",
		"",
		...block("sh", ["onepath map --reporter markdown=FILE"]),
	];
};

export const step = (done: boolean, yes: string, no: string): string =>
	done ? `- [x] ${yes}` : `- [ ] ${no}`;

/** The most fragmented symbols, for who wants to begin with one. */
function oneByOne({ fragmented, path }: MarkdownDoc): readonly string[] {
	const lines = fragmented.slice(0, TOLD).flatMap(({ canonical, used }) => {
		const to = canonical?.path == null ? null : path(canonical.path);
		const from = used
			.filter((id) => id !== canonical?.path)
			.map(path)
			.find((other) => other !== null && other.name !== null);
		return to?.name == null || from?.name == null
			? []
			: [
					`onepath migrate --from ${shellWord(`${from.module}#${from.name}`)} --to ${shellWord(`${to.module}#${to.name}`)}`,
				];
	});
	return lines.length === 0
		? []
		: ["", "Or one path at a time:", "", ...block("sh", lines)];
}
