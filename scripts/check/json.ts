/** Everything that the gate found, for programs: paths from the root, nothing that two runs would say differently. */
import { SCHEMA_VERSION } from "../report/json.js";
import { type CheckResult, fails, overLimit } from "./result.js";

export function renderCheckJson(result: CheckResult): string {
	const { tool, rules, counts, findings, others, baseline, paths } = result;
	const over = new Set(overLimit(paths));
	return `${JSON.stringify(
		{
			schemaVersion: SCHEMA_VERSION,
			tool,
			command: "check",
			passed: !fails(result),
			rules,
			counts,
			findings: findings.map(({ reference, write, ...rest }) => ({
				...reference,
				...rest,
				write,
			})),
			others,
			baseline,
			paths: paths && {
				limit: paths.limit,
				symbols: paths.symbols.map((symbol) => ({
					...symbol,
					fails: over.has(symbol),
				})),
			},
			failures: result.failures,
			notes: result.notes,
		},
		null,
		"\t",
	)}\n`;
}
