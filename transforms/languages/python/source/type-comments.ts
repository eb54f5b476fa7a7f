/**
 * PEP 484 type comments: which comments hold a type, and the scope that its names are looked up in. A comment
 * belongs to the code before it on its line; one that stands alone in a function is its signature, and a signature
 * is read where the function is defined.
 *
 *   x = load()  # type: manager.Mode          def f(a):
 *                                                 # type: (manager.Mode) -> None
 */
import type { Body, Scope } from "../scope.js";
import type { Comment, Scan } from "./syntax.js";

export interface TypeComment {
	readonly start: number;
	/** The type, arrows and trailing comments blanked out, so that offsets stay. */
	readonly code: string;
	readonly scope: Scope;
}

export function* typeComments(
	text: string,
	scan: Scan,
	module: Scope,
	bodies: readonly Body[],
): Generator<TypeComment> {
	for (const comment of scan.comments) {
		const source = text.slice(comment.start, comment.end);
		const found = /^#\s*type:\s*(?!\s|ignore\b)/.exec(source);
		if (!found) continue;
		const code = source.slice(found[0].length).replace(/#.*/, "");
		yield {
			start: comment.start + found[0].length,
			code: code.replaceAll("->", ", "),
			scope: scopeOf(text, comment, code.startsWith("("), module, bodies),
		};
	}
}

function scopeOf(
	text: string,
	{ start }: Comment,
	signature: boolean,
	module: Scope,
	bodies: readonly Body[],
): Scope {
	const owner = text.slice(0, start).trimEnd().length - 1;
	let inner: Body | null = null;
	for (const body of bodies)
		if (
			body.start <= owner &&
			owner < body.end &&
			(inner === null || body.start > inner.start)
		)
			inner = body;
	if (!inner) return module;
	return signature && inner.scope.kind === "function"
		? (inner.scope.parent ?? module)
		: inner.scope;
}
