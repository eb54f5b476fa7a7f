/** What a saved plan looks like, as a JSON schema: a plan may come from anybody, and nothing of it is trusted. */

export const HASH = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;
export const TEXT = { type: "string" } as const;
const NONE = { type: "null" } as const;
export const ENCODING = { enum: ["latin1", "utf8"] } as const;
export const OFFSET = { type: "integer", minimum: 0 } as const;

/** Every key is required but those of `optional`, and no other is allowed: `__proto__` among them. */
export function record(
	properties: Readonly<Record<string, object>>,
	optional: Readonly<Record<string, object>> = {},
): object {
	return {
		type: "object",
		properties: { ...properties, ...optional },
		required: Object.keys(properties),
		additionalProperties: false,
	};
}

export function list(items: object): object {
	return { type: "array", items };
}

/** A file that is edited. */
export const EDITED = record({
	kind: { const: "edit" },
	path: TEXT,
	before: HASH,
	after: HASH,
	encoding: ENCODING,
	unit: { enum: ["byte", "utf16"] },
	edits: list(record({ start: OFFSET, end: OFFSET, text: TEXT })),
	changes: list(TEXT),
});

export const PLAN_SCHEMA: object = record({
	schemaVersion: { type: "integer" },
	tool: record({ name: { const: "onepath" }, version: TEXT }),
	command: TEXT,
	ruleDigest: HASH,
	rules: list(record({ id: TEXT, from: TEXT, to: TEXT })),
	changes: list(
		record({
			id: TEXT,
			path: TEXT,
			rule: TEXT,
			verdict: TEXT,
			shape: TEXT,
			group: { type: ["string", "null"] },
		}),
	),
	entries: list({
		type: "object",
		required: ["kind"],
		discriminator: { propertyName: "kind" },
		oneOf: [
			EDITED,
			record({
				kind: { const: "create" },
				path: TEXT,
				before: NONE,
				after: HASH,
				encoding: ENCODING,
				text: TEXT,
			}),
			record({
				kind: { const: "delete" },
				path: TEXT,
				before: HASH,
				after: NONE,
			}),
		],
	}),
});
