/**
 * What the report of a shard looks like, as JSON schemas. Reports come from other machines, so nothing of one is
 * trusted: each key is required, no other is allowed, and every word that code looks up is one of a list.
 */
import { REASONS } from "../../transforms/core/reasons.js";
import { FORMS, VERDICTS } from "../../transforms/core/types.js";
import { HASH, list, OFFSET, record, TEXT } from "../plan-file/schema.js";

export const COUNT = { type: "integer", minimum: 0 } as const;
export const PLACE = { type: "integer", minimum: 1 } as const;
export const TEXT_OR_NULL = { type: ["string", "null"] } as const;
export const nullable = (schema: object): object => ({
	anyOf: [{ type: "null" }, schema],
});

export const RULE = {
	id: TEXT,
	from: TEXT,
	to: TEXT,
};
export const RULE_REST = {
	names: { type: "object", additionalProperties: TEXT },
	reason: TEXT,
	include: list(TEXT),
	exclude: list(TEXT),
	language: TEXT,
};

/** A rule as reports list it: with its language. */
export const RULE_INFO = record({ ...RULE, language: TEXT }, RULE_REST);

export const POLICY = record({
	onDifferent: { enum: ["refuse", "keep-identity", "accept"] },
	onMissing: { enum: ["skip", "definition"] },
	acceptUnproven: { type: "boolean" },
	moduleStyle: { enum: ["named", "module"] },
});

const IMPORT_PATH = record({ module: TEXT, name: TEXT_OR_NULL });
export const VERDICT = { enum: VERDICTS } as const;

export const REFERENCE = record({
	path: TEXT,
	start: OFFSET,
	end: OFFSET,
	line: PLACE,
	column: PLACE,
	form: { enum: Object.keys(FORMS) },
	rule: TEXT,
	legacy: IMPORT_PATH,
	canonical: nullable(IMPORT_PATH),
	outcome: { enum: ["rewrite", "refuse", "keep", "report"] },
	verdict: { enum: [...VERDICTS, null] },
	reason: { enum: [...Object.keys(REASONS), null] },
	detail: TEXT,
	chain: list(TEXT),
	change: TEXT_OR_NULL,
});

export const FAILED = record({
	path: TEXT,
	status: { const: "failed" },
	reason: TEXT,
});

/** Numbers that add up over shards, and one that is the same in each. */
export const COUNTS = record({
	scanned: COUNT,
	sources: COUNT,
	candidates: COUNT,
	read: COUNT,
	changed: COUNT,
	unchanged: COUNT,
	skipped: COUNT,
	failed: COUNT,
});

/** The whole report of a command, given what it says of its own. */
export function reportSchema(common: object, own: object): object {
	return record({
		schemaVersion: { type: "integer" },
		tool: record({ name: { const: "onepath" }, version: TEXT }),
		command: TEXT,
		ruleDigest: HASH,
		scopeDigest: HASH,
		treeDigest: HASH,
		shards: record({
			count: PLACE,
			parts: { type: "array", items: PLACE, minItems: 1, uniqueItems: true },
		}),
		files: record({ total: COUNT, own: COUNT }),
		common,
		own,
		digest: HASH,
	});
}
