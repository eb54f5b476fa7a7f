/**
 * Who runs against whom: the floor that only finds files (`rg`, `git grep`), and tools that rewrite, each with the
 * rule that a user of it would write for the same migration. A tool that is not installed is left out by name.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CorpusKind } from "./corpus.js";

/** The package's folder, from `dist/scripts/dev/bench/`. */
export const HOME = fileURLToPath(new URL("../../../../", import.meta.url));
export const ONEPATH = [
	process.execPath,
	join(HOME, "dist/scripts/cli.js"),
] as const;

export interface Contender {
	readonly name: string;
	/** The version, or null where it is not installed. */
	readonly version: string | null;
	/** What a run needs; null where the tool does not read the language or the work is not its own. */
	dry(kind: CorpusKind): readonly string[] | null;
	write(kind: CorpusKind): readonly string[] | null;
	/** The files that a dry run names, when it does nothing but name files. */
	readonly lists: boolean;
}

/** `scratch`: a folder for rules and transforms. */
export function contenders(scratch: string): readonly Contender[] {
	const astGrep = program("ast-grep");
	const jscodeshift = program("jscodeshift");
	return [
		{
			name: "rg -l",
			version: versionOf("rg", /ripgrep (\S+)/),
			lists: true,
			dry: ({ needle }) => ["rg", "-lF", needle, "."],
			write: () => null,
		},
		{
			name: "git grep -l",
			version: versionOf("git", /git version (\S+)/),
			lists: true,
			dry: ({ needle }) => ["git", "grep", "-lF", needle],
			write: () => null,
		},
		{
			name: "onepath",
			version: versionOf(ONEPATH, /(\S+)/),
			lists: false,
			dry: ({ from, to }) => [
				...ONEPATH,
				"migrate",
				"--from",
				from,
				"--to",
				to,
			],
			write: ({ from, to }) => [
				...ONEPATH,
				"migrate",
				"--from",
				from,
				"--to",
				to,
				"--write",
			],
		},
		{
			name: "ast-grep",
			version: versionOf(astGrep, /ast-grep (\S+)/),
			lists: false,
			dry: (kind) => [astGrep, "scan", "--rule", rulesFile(scratch, kind)],
			write: (kind) => [
				astGrep,
				"scan",
				"--update-all",
				"--rule",
				rulesFile(scratch, kind),
			],
		},
		{
			name: "jscodeshift",
			version: versionOf(jscodeshift, /jscodeshift: (\S+)/),
			lists: false,
			dry: (kind) =>
				kind.language === "typescript"
					? stock(jscodeshift, scratch, kind, ["--dry", "--print"], ["."])
					: null,
			write: (kind) =>
				kind.language === "typescript"
					? stock(jscodeshift, scratch, kind, [], ["."])
					: null,
		},
		{
			name: "ts-morph",
			version: packageVersion("ts-morph"),
			lists: false,
			dry: (kind) => tsMorph(kind, []),
			write: (kind) => tsMorph(kind, ["--write"]),
		},
	];
}

/** Its project of the whole tree, and what a script of its user does with it. */
function tsMorph(
	{ language, from, to }: CorpusKind,
	flags: readonly string[],
): readonly string[] | null {
	const script = join(HOME, "dist/scripts/dev/bench/ts-morph-script.js");
	return language === "typescript"
		? [process.execPath, script, from, to, ...flags]
		: null;
}

function packageVersion(name: string): string | null {
	const manifest = join(HOME, "node_modules", name, "package.json");
	return existsSync(manifest)
		? String(JSON.parse(readFileSync(manifest, "utf8")).version)
		: null;
}

/** From the package's own dependencies, else from PATH. */
export function program(name: string): string {
	const own = join(HOME, "node_modules/.bin", name);
	return existsSync(own) ? own : name;
}

function versionOf(
	command: string | readonly string[],
	found: RegExp,
): string | null {
	const [name = "", ...args] = [command].flat();
	const result = spawnSync(name, [...args, "--version"], { encoding: "utf8" });
	return result.status === 0
		? (found.exec(result.stdout)?.[1] ?? "unknown")
		: null;
}

/** Rules for ast-grep: the module's name in import statements, and its specifier in quotes. */
export function rulesFile(
	scratch: string,
	{ name, language, from, to }: CorpusKind,
): string {
	const path = join(scratch, `${name}.yml`);
	const literal = from.replaceAll(".", "\\.");
	const rule = (id: string, kind: string, inside: string): string =>
		`id: ${id}\nlanguage: ${id}\nrule:\n  kind: ${kind}\n  regex: ^${literal}$\n  inside:\n    any: [${inside}]\n    stopBy: end\nfix: ${JSON.stringify(to)}\n`;
	const statements = [
		"{kind: import_statement}",
		"{kind: export_statement, has: {field: source, kind: string}}",
		"{kind: call_expression, has: {field: function, any: [{kind: import}, {regex: ^require$}]}}",
	].join(", ");
	writeFileSync(
		path,
		language === "python"
			? rule(
					"python",
					"dotted_name",
					"{kind: import_from_statement}, {kind: import_statement}",
				)
			: ["typescript", "tsx"]
					.map((id) => rule(id, "string_fragment", statements))
					.join("---\n"),
	);
	return path;
}

/** A transform as jscodeshift's users write it, with every form in which a module is named. */
const TRANSFORM = `module.exports = function (file, api, options) {
	const j = api.jscodeshift;
	const root = j(file.source);
	let changed = false;
	const move = (literal) => {
		if (!literal || literal.value !== options.from) return;
		const quote = literal.extra && literal.extra.raw ? literal.extra.raw[0] : '"';
		literal.value = options.to;
		if (literal.extra) literal.extra = { rawValue: options.to, raw: quote + options.to + quote };
		changed = true;
	};
	for (const type of [j.ImportDeclaration, j.ExportNamedDeclaration, j.ExportAllDeclaration])
		root.find(type).forEach(({ node }) => move(node.source));
	root.find(j.CallExpression).forEach(({ node }) => {
		if (node.callee.type === "Import" || node.callee.name === "require") move(node.arguments[0]);
	});
	root.find(j.ImportExpression).forEach(({ node }) => move(node.source));
	return changed ? root.toSource() : undefined;
};
`;

/** The stock runner over some paths; files of other endings than its own are passed over. */
export function stock(
	program: string,
	scratch: string,
	kind: CorpusKind,
	flags: readonly string[],
	paths: readonly string[],
): readonly string[] {
	return [
		program,
		"-t",
		transformFile(scratch, kind),
		"--parser=tsx",
		"--extensions=ts,tsx",
		"--silent",
		`--from=${kind.from}`,
		`--to=${kind.to}`,
		...flags,
		...paths,
	];
}

/** The transform with the needles that our driver asks for; the stock runner does not know them. */
export function transformFile(
	scratch: string,
	{ name, needle }: CorpusKind,
): string {
	const path = join(scratch, `${name}-transform.cjs`);
	writeFileSync(
		path,
		`${TRANSFORM}module.exports.needles = [${JSON.stringify(needle)}];\n`,
	);
	return path;
}
