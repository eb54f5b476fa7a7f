/** The report of a shard of `check`: what the gate found in its files, and the paths of symbols, which all count. */
import type { Reference } from "../../transforms/core/types.js";
import type { BaselineReport, CheckResult, Finding } from "../check/result.js";
import { OFFERS } from "../check/words.js";
import { list, record, TEXT } from "../plan-file/schema.js";
import type { FileCounts, RuleInfo } from "../report/result.js";
import { addCounts, byPath } from "./counts.js";
import { digestOf, type Undigested } from "./report.js";
import {
	COUNT,
	COUNTS,
	FAILED,
	nullable,
	PLACE,
	REFERENCE,
	RULE_INFO,
} from "./schema.js";

export interface CheckCommon {
	readonly rules: readonly RuleInfo[];
	readonly notes: readonly string[];
	readonly paths: CheckResult["paths"];
	/** Root-relative; null where there is none. */
	readonly baseline: string | null;
}

type BaselineSums = Pick<BaselineReport, "total" | "there" | "gone" | "fresh">;

export interface CheckOwn {
	readonly counts: FileCounts;
	readonly findings: readonly Finding[];
	/** In sources. */
	readonly others: readonly Reference[];
	/** In files of other kinds. */
	readonly mentions: readonly Reference[];
	readonly baseline: BaselineSums;
	readonly failures: CheckResult["failures"];
}

const SYMBOL = record({
	symbol: TEXT,
	ends: list(TEXT),
	paths: list(
		record({
			module: TEXT,
			name: TEXT,
			file: TEXT,
			line: COUNT,
			kind: { enum: Object.keys(OFFERS) },
		}),
	),
});

export const CHECK_COMMON = record({
	rules: list(RULE_INFO),
	notes: list(TEXT),
	paths: nullable(record({ limit: COUNT, symbols: list(SYMBOL) })),
	baseline: { type: ["string", "null"] },
});

export const CHECK_OWN = record({
	counts: COUNTS,
	findings: list(
		record({
			reference: REFERENCE,
			write: list(TEXT),
			fails: { type: "boolean" },
			now: PLACE,
			allowed: COUNT,
		}),
	),
	others: list(REFERENCE),
	mentions: list(REFERENCE),
	baseline: record({ total: COUNT, there: COUNT, gone: COUNT, fresh: COUNT }),
	failures: list(FAILED),
});

const isMention = ({ form }: Reference): boolean => form === "mention";
const NO_BASELINE: BaselineSums = { total: 0, there: 0, gone: 0, fresh: 0 };

/** `scope`: what was asked besides the rules. */
export function checkReport(
	result: CheckResult,
	{
		policy,
		scope,
		treeDigest,
		total,
	}: {
		readonly policy: unknown;
		readonly scope: unknown;
		readonly treeDigest: string;
		readonly total: number;
	},
): Undigested<CheckCommon, CheckOwn> {
	const { rules, notes, paths, counts, findings, others, baseline } = result;
	const sums: BaselineSums = baseline ?? NO_BASELINE;
	return {
		command: "check",
		ruleDigest: digestOf([rules, policy]),
		scopeDigest: digestOf(scope),
		treeDigest,
		files: { total, own: counts.sources },
		common: { rules, notes, paths, baseline: baseline?.path ?? null },
		own: {
			counts,
			findings,
			others: others.filter((reference) => !isMention(reference)),
			mentions: others.filter(isMention),
			baseline: {
				total: sums.total,
				there: sums.there,
				gone: sums.gone,
				fresh: sums.fresh,
			},
			failures: result.failures,
		},
	};
}

/** Of parts in any order, as of one. */
export function mergeCheck(parts: readonly CheckOwn[]): CheckOwn {
	const path = (entry: { readonly path: string }): string => entry.path;
	const sum = (key: keyof BaselineSums): number =>
		parts.reduce((total, { baseline }) => total + baseline[key], 0);
	return {
		counts: addCounts(parts.map(({ counts }) => counts)),
		findings: byPath(
			parts.map(({ findings }) => findings),
			({ reference }) => reference.path,
		),
		others: byPath(
			parts.map(({ others }) => others),
			path,
		),
		mentions: byPath(
			parts.map(({ mentions }) => mentions),
			path,
		),
		baseline: {
			total: sum("total"),
			there: sum("there"),
			gone: sum("gone"),
			fresh: sum("fresh"),
		},
		failures: byPath(
			parts.map(({ failures }) => failures),
			path,
		),
	};
}

/** The result that one run would have given. */
export function checkResult(
	version: string,
	{ rules, notes, paths, baseline }: CheckCommon,
	own: CheckOwn,
): CheckResult {
	return {
		tool: { name: "onepath", version },
		rules,
		counts: own.counts,
		findings: own.findings,
		others: [...own.others, ...own.mentions],
		baseline:
			baseline === null
				? null
				: { path: baseline, ...own.baseline, written: null },
		paths,
		failures: own.failures,
		notes,
	};
}
