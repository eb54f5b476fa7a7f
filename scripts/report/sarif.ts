/**
 * What fails, as SARIF 2.1.0 (OASIS, sarif-v2.1.0-os) for code scanning. Addresses count from the root, so the same
 * tree gives the same bytes anywhere, and a fingerprint names a use by file, legacy path, symbol and how many of
 * them stand before it: it stays the same when lines move.
 */
import { createHash } from "node:crypto";
import { keyOf } from "../../transforms/core/baseline.js";
import { type CheckResult, type Finding, overLimit } from "../check/result.js";
import { pathOf, sentence } from "../check/words.js";

/** GitHub keeps 5,000 results of a run, and refuses a file with more than 25,000. */
const RESULTS = 5000;

const RULES = [
	{
		id: "onepath/legacy-import",
		name: "LegacyImport",
		shortDescription: { text: "A legacy import path is in use." },
		defaultConfiguration: { level: "error" },
	},
	{
		id: "onepath/import-paths",
		name: "ImportPaths",
		shortDescription: { text: "A symbol has too many import paths." },
		defaultConfiguration: { level: "error" },
	},
] as const;

export function renderSarif(result: CheckResult): string {
	const ordinals = new Map<string, number>();
	const results = [
		...result.findings
			// Counted before those that the baseline allows are left out, which would shift the others.
			.map((finding) => ({ finding, ordinal: next(ordinals, finding) }))
			.filter(({ finding }) => finding.fails)
			.map(({ finding, ordinal }) => legacyImport(finding, ordinal)),
		...overLimit(result.paths).map(tooManyPaths),
	];
	const shown = results.slice(0, RESULTS);
	const left = results.length - shown.length;
	const { incomplete } = result;
	const notifications = [
		...(incomplete === undefined
			? []
			: [{ level: "error", message: { text: incomplete } }]),
		...result.failures.map(({ path, reason }) => ({
			level: "error",
			message: { text: `${path} was not checked: ${reason}` },
		})),
		...(left > 0
			? [
					{
						level: "warning",
						message: { text: `${left} more results are left out` },
					},
				]
			: []),
	];
	return `${JSON.stringify({
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: { ...result.tool, rules: RULES },
				},
				columnKind: "utf16CodeUnits",
				invocations: [
					{
						executionSuccessful:
							result.failures.length === 0 && incomplete === undefined,
						toolExecutionNotifications: notifications,
					},
				],
				results: shown,
			},
		],
	})}\n`;
}

function next(ordinals: Map<string, number>, finding: Finding): number {
	const key = keyOf(finding.reference);
	const ordinal = ordinals.get(key) ?? 0;
	ordinals.set(key, ordinal + 1);
	return ordinal;
}

function legacyImport(finding: Finding, ordinal: number): object {
	const { path, line, column, legacy } = finding.reference;
	return {
		ruleId: RULES[0].id,
		ruleIndex: 0,
		level: "error",
		message: { text: sentence(finding) },
		locations: [location(path, line, column)],
		partialFingerprints: fingerprint([
			path,
			legacy.module,
			legacy.name,
			ordinal,
		]),
	};
}

function tooManyPaths({
	symbol,
	paths,
}: ReturnType<typeof overLimit>[number]): object {
	const places = paths.map(({ file, line }) => location(file, line, null));
	return {
		ruleId: RULES[1].id,
		ruleIndex: 1,
		level: "error",
		message: {
			text: `${symbol} has ${paths.length} import paths: ${paths.map(pathOf).join(", ")}`,
		},
		locations: places.slice(0, 1),
		relatedLocations: places.slice(1),
		partialFingerprints: fingerprint([symbol]),
	};
}

function location(path: string, line: number, column: number | null): object {
	return {
		physicalLocation: {
			artifactLocation: {
				uri: path.split("/").map(encodeURIComponent).join("/"),
				uriBaseId: "%SRCROOT%",
			},
			region: {
				startLine: line,
				...(column !== null && { startColumn: column }),
			},
		},
	};
}

function fingerprint(parts: readonly unknown[]): object {
	const hash = createHash("sha256").update(JSON.stringify(parts));
	return { "onepathUse/v1": hash.digest("hex") };
}
