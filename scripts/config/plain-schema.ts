/**
 * Does a value satisfy a JSON schema? Of draft 7 just what the config's schema uses; a keyword that is not known here
 * throws, for it would be passed over. It says yes or no in the time in which a full validator is not yet loaded;
 * what is wrong, that one says.
 *
 *   satisfies("", {type: "string", minLength: 1}, schema)     false
 */

type Schema = boolean | { readonly [keyword: string]: unknown };
type Fields = Readonly<Record<string, unknown>>;

const isList = Array.isArray;
const isObject = (value: unknown): value is Fields =>
	typeof value === "object" && value !== null && !isList(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
	array: isList,
	object: isObject,
	string: (value) => typeof value === "string",
	boolean: (value) => typeof value === "boolean",
};

/** `root`: where `#/definitions/...` are. */
export function satisfies(
	value: unknown,
	schema: Schema,
	root: Schema,
): boolean {
	if (typeof schema === "boolean") return schema;
	const checks = known.get(schema) ?? checksOf(schema);
	return checks.every(([check, argument]) =>
		check(value, argument, schema, root),
	);
}

/** What a schema asks: it is asked of each rule of a config. */
const known = new WeakMap<object, readonly (readonly [Check, never])[]>();

function checksOf(schema: Fields): readonly (readonly [Check, never])[] {
	const checks = Object.entries(schema)
		.filter(([keyword]) => !SILENT.has(keyword))
		.map(([keyword, argument]) => {
			const check = KEYWORDS[keyword];
			if (!check) throw new Error(`the schema has a keyword ${keyword}`);
			return [check, argument as never] as const;
		});
	known.set(schema, checks);
	return checks;
}

type Check = (
	value: unknown,
	argument: never,
	schema: Fields,
	root: Schema,
) => boolean;

const KEYWORDS: Readonly<Record<string, Check>> = {
	$ref: (value, pointer: string, _, root) =>
		satisfies(value, definition(pointer, root), root),
	type: (value, type: string) => {
		const check = TYPES[type];
		if (!check) throw new Error(`the schema has a type ${type}`);
		return check(value);
	},
	enum: (value, values: readonly unknown[]) => values.includes(value),
	minLength: (value, least: number) =>
		typeof value !== "string" || [...value].length >= least,
	minProperties: (value, least: number) =>
		!isObject(value) || Object.keys(value).length >= least,
	required: (value, keys: readonly string[]) =>
		!isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
	properties: (value, schemas: Readonly<Record<string, Schema>>, _, root) =>
		!isObject(value) ||
		Object.entries(value).every(
			([key, own]) =>
				!Object.hasOwn(schemas, key) ||
				satisfies(own, schemas[key] as Schema, root),
		),
	additionalProperties: (value, schema: Schema, { properties = {} }, root) =>
		!isObject(value) ||
		Object.entries(value).every(
			([key, own]) =>
				Object.hasOwn(properties as Fields, key) ||
				satisfies(own, schema, root),
		),
	propertyNames: (value, schema: Schema, _, root) =>
		!isObject(value) ||
		Object.keys(value).every((key) => satisfies(key, schema, root)),
	items: (value, schema: Schema, _, root) =>
		!isList(value) || value.every((item) => satisfies(item, schema, root)),
	anyOf: (value, schemas: readonly Schema[], _, root) =>
		schemas.some((schema) => satisfies(value, schema, root)),
	if: (value, schema: Schema, branches, root) =>
		satisfies(
			value,
			((satisfies(value, schema, root) ? branches.then : branches.else) ??
				true) as Schema,
			root,
		),
};

/** They say nothing of a value, or what `if` says of it. */
const SILENT: ReadonlySet<string> = new Set([
	"$schema",
	"title",
	"description",
	"definitions",
	"then",
	"else",
]);

function definition(pointer: string, root: Schema): Schema {
	const [, name = ""] = /^#\/definitions\/(\w+)$/.exec(pointer) ?? [];
	const { definitions = {} } = root as {
		definitions?: Readonly<Record<string, Schema>>;
	};
	const found = definitions[name];
	if (found === undefined) throw new Error(`the schema has no ${pointer}`);
	return found;
}
