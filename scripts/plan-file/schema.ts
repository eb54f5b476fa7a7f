/** What a saved plan looks like, as a JSON schema: a plan may come from anybody, and nothing of it is trusted. */

const HASH = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;
const TEXT = { type: "string" } as const;
const NONE = { type: "null" } as const;
const ENCODING = { enum: ["latin1", "utf8"] } as const;
const OFFSET = { type: "integer", minimum: 0 } as const;

/** Every key is required, and no other is allowed: `__proto__` among them. */
function record(properties: Readonly<Record<string, object>>): object {
	return {
		type: "object",
		properties,
		required: Object.keys(properties),
		additionalProperties: false,
	};
}

function list(items: object): object {
	return { type: "array", items };
}

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
			record({
				kind: { const: "edit" },
				path: TEXT,
				before: HASH,
				after: HASH,
				encoding: ENCODING,
				unit: { enum: ["byte", "utf16"] },
				edits: list(record({ start: OFFSET, end: OFFSET, text: TEXT })),
				changes: list(TEXT),
			}),
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
