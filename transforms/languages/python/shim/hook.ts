/**
 * The code of a lazy Python shim: a module `__getattr__` (PEP 562) with the table of what it hands on, and the
 * `__dir__` beside it. Everything that it needs is local to it, so the module binds no new name.
 *
 * In a package `from package import X` asks twice, first with the `hasattr` of the import system
 * (`_handle_fromlist`); only the second one is the importer's.
 */
import {
	MARKER,
	messagePrefix,
	oneLine,
	type ShimModule,
	type ShimOptions,
} from "../../../core/shims.js";
import type { ImportPath } from "../../../core/types.js";
import { replacementLine } from "./names.js";
import { pyString } from "./text.js";

export interface Served {
	readonly name: string;
	readonly target: ImportPath;
}

/** `isPackage`: is the shim an `__init__`? */
export function hookCode(
	{ key, reason }: ShimModule,
	served: readonly Served[],
	isPackage: boolean,
	{ silent, removeIn }: ShimOptions,
): string {
	const quiet = served
		.map(({ name }) => name)
		.filter((name) => silent.includes(name));
	const conditions = [
		quiet.length > 0
			? `name not in (${quiet.map((name) => `${pyString(name)},`).join(" ")})`
			: null,
		isPackage ? 'sys._getframe(1).f_code.co_name != "_handle_fromlist"' : null,
	].filter((condition) => condition !== null);
	const warn = [
		"warnings.warn(",
		...messageLines(key, reason, removeIn).map((line) => `    ${line}`),
		"    DeprecationWarning,",
		"    stacklevel=2,",
		")",
	];
	const nested = conditions.reduceRight<readonly string[]>(
		(body, condition) => [
			`if ${condition}:`,
			...body.map((line) => `    ${line}`),
		],
		warn,
	);
	const body = [
		"moved = {",
		...served.map(
			({ name, target }) =>
				`    ${pyString(name)}: (${[
					pyString(target.module),
					target.name === null ? "None" : pyString(target.name),
					pyString(replacementLine(name, target)),
				].join(", ")}),`,
		),
		"}",
		"try:",
		"    module, attribute, line = moved[name]",
		"except KeyError:",
		'    raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None',
		"import importlib",
		...(isPackage ? ["import sys"] : []),
		"import warnings",
		"",
		...nested,
		...(served.some(({ target }) => target.name === null)
			? ["if attribute is None:", "    return importlib.import_module(module)"]
			: []),
		"return getattr(importlib.import_module(module), attribute)",
	];
	return [
		`def __getattr__(name):  # ${MARKER}`,
		...body.map((line) => (line === "" ? "" : `    ${line}`)),
		"",
		"",
		"def __dir__():",
		`    names = [${served.map(({ name }) => pyString(name)).join(", ")}]`,
		"    return sorted({*globals(), *names})",
		"",
	].join("\n");
}

function messageLines(
	key: string,
	reason: string | null,
	removeIn: string | null,
): readonly string[] {
	const why = reason === null ? "" : ` (${oneLine(reason)})`;
	return [
		pyString(`${messagePrefix(key)}${key}.`),
		"+ name",
		`+ ${pyString(` is deprecated${why}; use: `)}`,
		"+ line",
		...(removeIn === null
			? []
			: [`+ ${pyString(`; it will be removed in ${removeIn}`)}`]),
	].map((line, i, all) => (i === all.length - 1 ? `${line},` : line));
}
