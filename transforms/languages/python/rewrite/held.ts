/**
 * Imports that others rely on, for they make a module its package's attribute: code that says `import p` and
 * `p.manager.X` works because somebody imports p.manager, and a package that binds the name of its submodule to
 * something else keeps that because it has loaded the submodule before.
 *
 *   p/__init__.py: from .manager import Manager       moved, it would leave `p.manager` to nobody
 */
import { loadsWithout } from "../../../core/hazards.js";
import type { ModuleId } from "../../../core/types.js";
import type { ImportStatement } from "../source/syntax.js";
import { refusal, type Stop } from "./decision.js";
import { isDeferred, type PythonFile, parentOf } from "./file.js";
import { hiddenBy, hiddenOnTheWay } from "./hidden.js";
import type { Legacy, LegacyModules } from "./legacy.js";

interface Hold {
	readonly legacy: Legacy & { readonly id: ModuleId };
	readonly use: string;
	/** The package that loads the module by itself, whatever consumers do; null where they do it. */
	readonly within: ModuleId | null;
}

export class HeldImports {
	readonly #legacy: LegacyModules;
	readonly #held = new Map<string, Hold>();

	constructor(legacy: LegacyModules) {
		this.#legacy = legacy;
	}

	/** A place that reaches the module through its package. */
	hold(legacy: Legacy, file: PythonFile, line: number): void {
		const { id } = legacy;
		if (id === null || this.#held.get(legacy.key)?.within === null) return;
		this.#held.set(legacy.key, {
			legacy: { ...legacy, id },
			use: `${file.path}:${line}`,
			within: this.#loader(legacy, file),
		});
	}

	/**
	 * What stops an import that loads the module for others, where its new target would not. `statement` null: a call
	 * that loads it (`import_module("p.manager")`), wherever that stands.
	 */
	stop(
		file: PythonFile,
		statement: ImportStatement | null,
		legacy: Legacy,
		targetId: ModuleId | null,
	): Stop | null {
		const { graph } = this.#legacy;
		const { id } = legacy;
		if (id === null) return null;
		const goes = (loaded: ModuleId): boolean =>
			targetId === null || !loadsWithout(graph, targetId, loaded, file.id);
		for (const { legacy: held, use, within } of this.#held.values())
			if (
				graph.loadPath(id, held.id) &&
				goes(held.id) &&
				(within === null || this.#runsWith(within, file, statement))
			)
				return refusal(
					"through-package",
					`${use} reaches ${held.key} through its package and relies on imports like this one`,
				);
		if (!goes(id)) return null;
		const owner = this.#legacy.locate(parentOf(legacy.written), file.id);
		if (owner === null || !this.#runsWith(owner, file, statement)) return null;
		const hidden = hiddenBy(this.#legacy, file.id, legacy.written, id);
		return hidden && !hidden.unread
			? refusal(
					"through-package",
					`${hidden.how}, bound after ${legacy.key} is loaded here; were it loaded later, it would take that place`,
				)
			: null;
	}

	/** A package above the module that loads it, and that the file is known to have loaded. */
	#loader(legacy: Legacy, file: PythonFile): ModuleId | null {
		const { graph } = this.#legacy;
		const { key, id, written } = legacy;
		// What hides the module was bound by the package, and stands there for everybody.
		const hidden = hiddenOnTheWay(this.#legacy, file.id, legacy);
		for (let name = parentOf(key); name !== ""; name = parentOf(name)) {
			const above = this.#legacy.locate(name, id as ModuleId);
			if (
				above !== null &&
				graph.loadPath(above, id as ModuleId) &&
				((hidden && !hidden.unread) || imports(file, name, written))
			)
				return above;
		}
		return null;
	}

	/** Does the statement run when the package is loaded? */
	#runsWith(
		loader: ModuleId,
		file: PythonFile,
		statement: ImportStatement | null,
	): boolean {
		return (
			(statement === null || !isDeferred(statement.blocks)) &&
			this.#legacy.graph.loadPath(loader, file.id) !== null
		);
	}
}

/** Does the file import the package, or anything in it but the legacy module, whose import may move? */
const imports = (file: PythonFile, name: string, legacy: string): boolean =>
	file.scan.imports.some((statement) => {
		const { kind, level, module, names } = statement;
		const base = kind === "from" ? file.absolute(level, module) : "";
		const loaded = names.map((n) =>
			base === "" ? n.name : `${base}.${n.name}`,
		);
		return loaded.some(
			(one) =>
				base !== legacy &&
				one !== legacy &&
				(one === name || base === name || one.startsWith(`${name}.`)),
		);
	});
