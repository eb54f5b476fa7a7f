/**
 * Where the time of a dry run goes: one run under V8's profiler, its samples sorted by the part of the run that they
 * belong to. The profiler slows all parts alike, by a tenth, so shares are shown beside the milliseconds.
 */
import { spawnSync } from "node:child_process";
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** V8's format, as far as it is read: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
interface CpuProfile {
	readonly nodes: readonly {
		readonly id: number;
		readonly callFrame: { readonly functionName: string };
		readonly children?: readonly number[];
	}[];
	readonly samples: readonly number[];
	/** Microseconds. */
	readonly timeDeltas: readonly number[];
}

/** The functions in which a part begins, of the main thread; the rest is the start: node, modules, the command line. */
const PARTS: readonly (readonly [
	part: string,
	functions: readonly string[],
])[] = [
	["waiting (git, threads)", ["(idle)"]],
	["garbage collection", ["(garbage collector)"]],
	["search", ["findCandidates", "mentions"]],
	["planning, with proofs", ["planJavaScript", "planPython"]],
	["edits, and the edited files read again", ["assemblePlan"]],
	["report and diff", ["emit"]],
	["the tree and the rules", ["openRun", "listingOf", "entriesOf"]],
];
const START = "start: node, modules, the command line";

/** Milliseconds by part, in the order of a run. */
export function profileOf(
	command: readonly string[],
	cwd: string,
): ReadonlyMap<string, number> {
	const folder = mkdtempSync(join(tmpdir(), "onepath-bench-"));
	const [node = "", ...args] = command;
	spawnSync(node, ["--cpu-prof", "--cpu-prof-dir", folder, ...args], {
		cwd,
		stdio: "ignore",
	});
	// The main thread's is by far the largest.
	const [largest = ""] = readdirSync(folder)
		.map((name) => join(folder, name))
		.sort((a, b) => statSync(b).size - statSync(a).size);
	const profile = JSON.parse(readFileSync(largest, "utf8")) as CpuProfile;
	rmSync(folder, { recursive: true });
	return partsOf(profile);
}

export function partsOf({
	nodes,
	samples,
	timeDeltas,
}: CpuProfile): ReadonlyMap<string, number> {
	const partOf = new Map<number, string>();
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const [root] = nodes;
	const open: [number, string][] = root ? [[root.id, START]] : [];
	for (let next = open.pop(); next; next = open.pop()) {
		const [id, around] = next;
		const node = byId.get(id);
		const name = node?.callFrame.functionName ?? "";
		const own = PARTS.find(([, functions]) => functions.includes(name))?.[0];
		// What planning asks of the tree is planning: the outermost part counts.
		const part = around === START ? (own ?? START) : around;
		partOf.set(id, part);
		for (const child of node?.children ?? []) open.push([child, part]);
	}
	const parts = new Map<string, number>(
		[START, ...PARTS.map(([part]) => part)].map((part) => [part, 0]),
	);
	for (const [i, id] of samples.entries()) {
		const part = partOf.get(id) ?? START;
		parts.set(part, (parts.get(part) ?? 0) + (timeDeltas[i] ?? 0) / 1000);
	}
	return parts;
}

export function profileTable(
	title: string,
	parts: ReadonlyMap<string, number>,
): string {
	const total = [...parts.values()].reduce((sum, ms) => sum + ms, 0);
	const rows = [...parts].map(
		([part, ms]) =>
			`| ${part} | ${ms.toFixed(0)} | ${((100 * ms) / total).toFixed(0)} % |`,
	);
	return `${title}\n\n${["| part | ms | share |", "| --- | ---: | ---: |", ...rows].join("\n")}\n`;
}
