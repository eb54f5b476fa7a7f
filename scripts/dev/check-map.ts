/**
 * Compares the uses that the map reads from Python with CPython's own reading, file by file, on a tree:
 *
 *   npm run build && node dist/scripts/dev/check-map.js TREE [python3.11]
 *
 * Every import: line, module with its dots, name (`*` for a star). Prints what one has and the other has not, and
 * the sums; exits 1 when there is any. Files that this Python can't parse are counted and left out.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RawUse } from "../../transforms/core/map/record.js";
import { decodePython } from "../../transforms/languages/python/source/decode.js";
import { pythonRecord } from "../../transforms/languages/python/uses.js";
import { listFiles } from "../driver/read/files.js";

const REFERENCE = String.raw`
import ast, json, sys, warnings
warnings.simplefilter('ignore')
root = sys.argv[1]
for path in sys.stdin.read().split('\0'):
    try:
        data = open(root + '/' + path, 'rb').read()
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError):
        print(json.dumps([path, None])); continue
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [[a.lineno, a.name, None] for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = '.' * node.level + (node.module or '')
            found += [[a.lineno, module, a.name] for a in node.names]
    print(json.dumps([path, found]))
`;

type Found = readonly [line: number, module: string, name: string | null];

const IMPORTS: ReadonlySet<string> = new Set([
	"from",
	"relative",
	"module",
	"dotted",
	"star",
]);

const key = ([line, module, name]: Found): string =>
	`${line} ${module} ${name ?? ""}`;

const found = (use: RawUse): Found => [
	use.line,
	use.specifier,
	use.form === "star" ? "*" : use.name,
];

/** Entries of `a` that `b` lacks, as multisets. */
function lacking(a: readonly string[], b: readonly string[]): string[] {
	const left = new Map<string, number>();
	for (const each of b) left.set(each, (left.get(each) ?? 0) + 1);
	return a.filter((each) => {
		const count = left.get(each) ?? 0;
		left.set(each, count - 1);
		return count <= 0;
	});
}

function check(root: string, python: string): number {
	const files = listFiles(root).files.filter((path) => path.endsWith(".py"));
	const ran = spawnSync(python, ["-c", REFERENCE, root], {
		input: files.join("\0"),
		maxBuffer: 1 << 30,
		encoding: "utf8",
	});
	if (ran.status !== 0) throw new Error(`${python}: ${ran.stderr}`);
	const sums = { files: 0, rejected: 0, imports: 0, missed: 0, invented: 0 };
	for (const line of ran.stdout.split("\n")) {
		if (line === "") continue;
		const [path, theirs] = JSON.parse(line) as [string, Found[] | null];
		if (theirs === null) {
			sums.rejected++;
			continue;
		}
		const decoded = decodePython(path, readFileSync(join(root, path)));
		const uses =
			decoded.kind === "source" ? pythonRecord(decoded.file, path).uses : [];
		const own = uses
			.filter(({ form }) => IMPORTS.has(form))
			.map((use) => key(found(use)));
		const reference = theirs.map(key);
		const missed = lacking(reference, own);
		const invented = lacking(own, reference);
		sums.files++;
		sums.imports += reference.length;
		sums.missed += missed.length;
		sums.invented += invented.length;
		for (const each of missed)
			process.stdout.write(`${path}: missed ${each}\n`);
		for (const each of invented)
			process.stdout.write(`${path}: invented ${each}\n`);
	}
	process.stdout.write(`${JSON.stringify(sums)}\n`);
	return sums.missed + sums.invented > 0 ? 1 : 0;
}

const [tree, python = "python3"] = process.argv.slice(2);
if (tree === undefined) {
	process.stderr.write("usage: check-map TREE [python]\n");
	process.exitCode = 2;
} else process.exitCode = check(tree, python);
