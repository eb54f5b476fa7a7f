/**
 * Calls that name a module by their first argument, as a table: what is called, and which form that is. A call
 * whose callee only looks alike (`foo.require('m')`) is not in it, so its string is reported, not moved.
 */
import type { SiteKind } from "./syntax.js";
import { bare, child, children, type Node, propertyOf } from "./tree.js";

export interface ModuleCall {
	readonly kind: SiteKind;
	/** As written, without the calls of a chain: `jest.mock('a').mock('b')` is `jest.mock` twice. */
	readonly callee: string;
	/** The argument that spells the module: of `vi.mock(import('m'))` the one inside. */
	readonly literal: Node;
}

const MOCK_OBJECTS = ["jest", "vi", "vitest"];
/** https://jestjs.io/docs/jest-object#mock-modules and https://vitest.dev/api/vi#mock-modules */
export const MOCK_METHODS: readonly string[] = [
	"mock",
	"doMock",
	"unmock",
	"doUnmock",
	"dontMock",
	"deepUnmock",
	"setMock",
	"requireActual",
	"requireMock",
	"importActual",
	"importMock",
	"createMockFromModule",
	"genMockFromModule",
	"unstable_mockModule",
	"unstable_unmockModule",
];

const CALLEES: ReadonlyMap<string, SiteKind> = new Map<string, SiteKind>([
	["require", "require"],
	["module.require", "require"],
	["createRequire()", "require"],
	["require.resolve", "require-resolve"],
	["import.meta.resolve", "import-meta-resolve"],
	// node:test and Bun call their object `mock`; jest had its methods on `require` until version 21.
	["mock.module", "mock"],
	["require.requireActual", "mock"],
	["require.requireMock", "mock"],
	...MOCK_OBJECTS.flatMap((object) =>
		MOCK_METHODS.map((method): [string, SiteKind] => [
			`${object}.${method}`,
			"mock",
		]),
	),
]);

/** What `call`, a call or `new` expression, names; null when it names nothing by this table. */
export function moduleCall(call: Node): ModuleCall | null {
	const [first, second] = children(call, "arguments");
	const argument = bare(first ?? null);
	if (!argument) return null;
	const callee = calleeName(child(call, "callee"));
	if (callee === null) return null;
	if (call.type === "NewExpression") {
		const base = callee === "URL" ? calleeName(bare(second ?? null)) : null;
		return base === "import.meta.url"
			? { kind: "new-url", callee: "URL", literal: argument }
			: null;
	}
	const kind = CALLEES.get(callee);
	if (!kind) return null;
	// Vitest's typed form: https://vitest.dev/api/vi#vi-mock
	const literal =
		argument.type === "ImportExpression"
			? bare(child(argument, "source"))
			: argument;
	return literal && { kind, callee, literal };
}

/** The dotted name of what is called, or null where it is computed. */
export function calleeName(node: Node | null): string | null {
	const at = bare(node);
	switch (at?.type) {
		case "Identifier":
			return at.name as string;
		case "MetaProperty":
			return "import.meta";
		case "MemberExpression": {
			const object = calleeName(child(at, "object"));
			const property = propertyOf(at);
			if (object === null || property === null) return null;
			// A mock call gives its object back, so that calls can be chained.
			const chained = /^(\w+)\.\w+\(\)$/.exec(object)?.[1];
			return `${chained !== undefined && MOCK_OBJECTS.includes(chained) ? chained : object}.${property}`;
		}
		case "CallExpression": {
			const inner = calleeName(child(at, "callee"));
			return inner === null
				? null
				: `${inner.replace(/^.*\.(?=createRequire$)/, "")}()`;
		}
		default:
			return null;
	}
}
