/**
 * Does a module offer a name to others on purpose, or does it only use it? In many languages every import can be
 * imported from its importer again, and nobody means that.
 *
 * What counts is PEP 484's answer for stubs ("Stub files"; type checkers give the same under no-implicit-reexport):
 * `X as X`, a star, a name in `__all__`, a name assigned. To it are added a package's own module, a module that
 * does nothing else, and the legacy paths of the rules. Where exports are declared, each of them is on purpose.
 */
import type { Binding, ModuleFacts } from "./facts.js";
import type { ModuleId } from "./types.js";

/** Why a path counts. */
export type OfferKind =
	| "canonical"
	| "definition"
	| "legacy"
	| "export"
	| "listed"
	| "star"
	| "explicit"
	| "lazy"
	| "assigned"
	| "package"
	| "shim";

/** What the graph and the rules know of the module. */
export interface OfferContext {
	/** As rules write it. */
	readonly module: string;
	/** Do the rules call this import path legacy? */
	readonly legacy: boolean;
}

/** Why the module offers the name, or null for one that it only uses, or defines: that is no second path. */
export function offerOf(
	name: string,
	facts: ModuleFacts,
	{ module, legacy }: OfferContext,
): OfferKind | null {
	const bindings = facts.exports.get(name) ?? [];
	const hidden = facts.starHides(name);
	// An import with a fallback of the module's own (`except ImportError: X = None`) is still an import.
	if (bindings.length > 0 && !bindings.some(handsOn)) return null;
	if (legacy && !hidden) return "legacy";
	if (facts.exports !== facts.locals) return "export";
	if (facts.listed?.includes(name)) return "listed";
	if (bindings.length === 0) return "star";
	if (bindings.some((b) => b.kind === "import" && b.explicit))
		return "explicit";
	if (bindings.some((b) => b.kind === "import" && b.served)) return "lazy";
	if (hidden) return null;
	if (bindings.some((b) => b.kind === "alias" || b.kind === "member"))
		return "assigned";
	if (isPackage(facts.id, module)) return "package";
	return onlyHandsOn(facts) ? "shim" : null;
}

export const handsOn = ({ kind }: Binding): boolean =>
	kind === "import" || kind === "alias" || kind === "member";

/** Names by which the language itself asks a module; they serve its names and are none. */
const HOOK = /^__\w+__$/;

/** A package's own module has another name than its file (`ws/__init__` is `ws`). */
function isPackage(id: ModuleId, module: string): boolean {
	const stem = id.slice(id.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
	return !module.endsWith(stem);
}

/** A module that does nothing else is there for whoever imports from it. */
function onlyHandsOn(facts: ModuleFacts): boolean {
	if (facts.effect !== null) return false;
	for (const [name, bindings] of facts.exports)
		if (!HOOK.test(name) && !bindings.some(handsOn)) return false;
	return true;
}
