/**
 * What a string or a name is an argument of, read backwards from it: the calls of the standard library, mock,
 * pytest and pytest-mock that take a module or a dotted path as text.
 *
 *   @mock.patch("p.manager.X")      patch
 *   import_module("p.manager")      load
 *   sys.modules["p.manager"] = m    registry, installs
 */

export type Known =
	/** Replaces the name at the end of a dotted path. */
	| { readonly kind: "patch" }
	/** Replaces names of the module that is named. */
	| { readonly kind: "multiple" }
	| { readonly kind: "load" }
	| { readonly kind: "resolve" }
	/** The table of loaded modules; `installs`: another module is put there. */
	| { readonly kind: "registry"; readonly installs: boolean };

const BY_NAME: Readonly<Record<string, Known["kind"]>> = {
	patch: "patch",
	"patch.object": "multiple",
	"patch.multiple": "multiple",
	setattr: "patch",
	delattr: "patch",
	import_module: "load",
	__import__: "load",
	importorskip: "load",
	run_module: "load",
	find_spec: "resolve",
	find_loader: "resolve",
	resolve_name: "resolve",
};

/** How far back a call's name is looked for. */
const REACH = 240;

const CALLEE =
	/(?<![\w.])((?:[A-Za-z_]\w*\s*\.\s*)*[A-Za-z_]\w*)\s*\(\s*(?:(?:target|name)\s*=\s*)?$/;

const before = (text: string, offset: number): string =>
	text.slice(Math.max(0, offset - REACH), offset).replaceAll("\\\n", "  ");

/** The callee of the call whose first argument starts at `offset`, white space removed; null for anything else. */
export function calleeOf(text: string, offset: number): string | null {
	const code = before(text, offset);
	// Most strings are no first argument, and the pattern is tried at each byte.
	const last = code.trimEnd().at(-1);
	if (last !== "(" && last !== "=") return null;
	return CALLEE.exec(code)?.[1]?.replaceAll(/\s+/g, "") ?? null;
}

/** The known call that the literal `[start, end)` stands in. */
export function knownCall(
	text: string,
	start: number,
	end: number,
): Known | null {
	const registry = registryUse(text, start, end);
	if (registry) return registry;
	// A part of a concatenation is not the whole argument.
	if (!/^\s*(?:[,)]|$)/.test(text.slice(end, end + REACH))) return null;
	const callee = calleeOf(text, start);
	if (callee === null) return null;
	const segments = callee.split(".");
	const two = segments.slice(-2).join(".");
	const last = segments.at(-1) as string;
	// The builtin setattr takes an object; only pytest's method takes a dotted path.
	if ((last === "setattr" || last === "delattr") && segments.length === 1)
		return null;
	const kind = Object.hasOwn(BY_NAME, two)
		? BY_NAME[two]
		: Object.hasOwn(BY_NAME, last)
			? BY_NAME[last]
			: undefined;
	return kind === undefined || kind === "registry" ? null : { kind };
}

function registryUse(text: string, start: number, end: number): Known | null {
	const head = before(text, start);
	const tail = text.slice(end, end + REACH);
	if (!head.includes("modules") && !tail.includes("modules")) return null;
	const installs = (yes: boolean): Known => ({
		kind: "registry",
		installs: yes,
	});
	if (/\bsys\s*\.\s*modules\s*\[\s*$/.test(head))
		return installs(/^\s*\]\s*=(?!=)/.test(tail));
	if (/\bsys\s*\.\s*modules\s*\.\s*setdefault\s*\(\s*$/.test(head))
		return installs(true);
	if (/\bsys\s*\.\s*modules\s*\.\s*\w+\s*\(\s*$/.test(head))
		return installs(false);
	if (/\bsetitem\s*\(\s*sys\s*\.\s*modules\s*,\s*$/.test(head))
		return installs(true);
	if (/\bsys\s*\.\s*modules["']?\s*,\s*\{[^{}]*$/.test(head))
		return installs(true);
	if (/\bdelitem\s*\(\s*sys\s*\.\s*modules\s*,\s*$/.test(head))
		return installs(false);
	return /^\s*(?:not\s+)?in\s+sys\s*\.\s*modules\b/.test(tail)
		? installs(false)
		: null;
}

/** The attribute that `patch.object(m, "X")` or `monkeypatch.setattr(m, "X", ...)` replaces on `m`; else null. */
export function patchedAttribute(
	text: string,
	start: number,
	end: number,
): { name: string } | null {
	const callee = calleeOf(text, start);
	if (!callee || !/(^|\.)(patch\.object|setattr|delattr|spy)$/.test(callee))
		return null;
	const found =
		/^\s*,\s*(?:attribute\s*=\s*)?(["'])([A-Za-z_]\w*)\1\s*[,)]/.exec(
			text.slice(end, end + REACH),
		);
	return found ? { name: found[2] as string } : null;
}
