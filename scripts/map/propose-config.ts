/**
 * A config with the rules that a tree asks for: the map proposes them, a dry run of a migration with them says what
 * would become of each reference, and both are written above the rule.
 */
import type { MapData } from "../../transforms/core/map/types.js";
import { type Reference, VERDICTS } from "../../transforms/core/types.js";
import { withIds } from "../config/flags.js";
import { DEFAULT_POLICY } from "../config/policy.js";
import { type Proposal, proposeRules } from "../config/propose-rules.js";
import { type WrittenConfig, writeConfig } from "../config/write-config.js";
import { groupBy } from "../group.js";
import { run } from "../pipeline.js";
import { count } from "../report/lines.js";
import type { Settings } from "../settings.js";
import type { MapContext } from "./map-whole.js";

export interface ProposedConfig {
	readonly text: string;
	readonly rules: number;
	/** Rules that wait for a decision, in comments. */
	readonly open: number;
}

export function proposeConfig(
	map: MapData,
	from: "map" | "shims",
	options: WrittenConfig["options"],
	settings: Settings,
	context: MapContext,
): ProposedConfig {
	const proposals = proposeRules(map, from);
	const sure = withIds(
		proposals.flatMap(({ decided, rule }) => (decided ? [rule] : [])),
	);
	const references =
		sure.length === 0
			? []
			: run({
					...settings,
					...context,
					command: "init",
					paths: [],
					rules: sure,
					policy: { ...DEFAULT_POLICY, ...settings.policy },
				}).references;
	const byRule = groupBy(references, ({ rule }) => rule);
	const ids = sure.map(({ id }) => id);
	const rules = proposals.map((proposal) => {
		const id = proposal.decided ? ids.shift() : undefined;
		const own = byRule.get(id ?? "") ?? [];
		return {
			rule: proposal.rule,
			comments: [
				what(proposal),
				...(proposal.decided ? verdicts(own) : proposal.open),
			],
			active: proposal.decided,
		};
	});
	const open = proposals.length - sure.length;
	return {
		text: writeConfig({
			comments: [
				`Proposed by \`onepath init --from-${from}\`; change what you know better, then \`onepath migrate\`.`,
				...(open > 0
					? [
							`${count(open, "rule")} in comments: reasons disagree on the path to keep. Decide, and take the comment away.`,
						]
					: []),
			],
			rules,
			options,
		}),
		rules: sure.length,
		open,
	};
}

function what({ shim, rule, imports, tests, decided }: Proposal): string {
	const names = Object.keys(rule.names ?? {}).length;
	const whose =
		shim === null
			? `${count(names, "name")} of a module that does more`
			: `a shim${names > 0 ? `, ${count(names, "name")} of it` : ""}`;
	const effect = shim?.effect
		? `; it ${shim.effect.what} (line ${shim.effect.line})`
		: "";
	return `${decided ? "" : "undecided: "}${whose}: ${count(imports, "import")}${tests > 0 ? `, ${tests} in tests` : ""}${effect}`;
}

/** `14 references: 12 proven, 2 hazard (patched 2)`. Text that only spells a module has no verdict. */
function verdicts(references: readonly Reference[]): readonly string[] {
	const judged = references.filter(({ verdict }) => verdict !== null);
	if (judged.length === 0) return ["no reference to move"];
	const parts = VERDICTS.flatMap((verdict) => {
		const own = judged.filter((reference) => reference.verdict === verdict);
		if (own.length === 0) return [];
		const left = own.filter(({ outcome }) => outcome !== "rewrite");
		const reasons = [...groupBy(left, ({ reason }) => reason ?? "kept")].map(
			([reason, members]) => `${reason} ${members.length}`,
		);
		const why = reasons.length > 0 ? ` (left: ${reasons.join(", ")})` : "";
		return [`${own.length.toLocaleString("en-US")} ${verdict}${why}`];
	});
	return [`${count(judged.length, "reference")}: ${parts.join(", ")}`];
}
