/**
 * The modules of a tree by the names that rules give them, and which of them the rules call legacy. Made from the
 * list of files; no source is read for it.
 */
import type { Language } from "./language.js";
import type { Graph } from "./proof.js";
import type { RuleSet } from "./rules.js";
import type { ModuleId, Project } from "./types.js";

export interface LegacyModule {
	/** As rules write it. */
	readonly module: string;
	/** Root-relative; null where the tree does not have it any more. */
	readonly file: ModuleId | null;
}

export class ModuleIndex {
	readonly graph: Graph;
	readonly rules: RuleSet;
	readonly #project: Project;
	readonly #language: Language;
	/** Module as rules write it -> its file. */
	readonly #modules = new Map<string, ModuleId>();

	constructor(project: Project, language: Language, rules: RuleSet) {
		this.graph = language.graph(project);
		this.rules = rules;
		this.#project = project;
		this.#language = language;
		for (const id of project.files) {
			if (!language.extensions.some((ending) => id.endsWith(ending))) continue;
			const module = this.graph.display(id);
			// Of a source and its stub the source, which sorts first: it is what runs.
			if (!this.#modules.has(module)) this.#modules.set(module, id);
		}
	}

	/** Every module, as rules write it. */
	get names(): Iterable<string> {
		return this.#modules.keys();
	}

	/** The file of a module as a user writes it, or null. */
	find(module: string): ModuleId | null {
		const known = this.#modules.get(module);
		if (known !== undefined) return known;
		if (this.#language.claim(module, this.#project) === 0) return null;
		const key = this.#language.key(module, this.#project);
		return this.#modules.get(key) ?? null;
	}

	/** Modules of the tree with legacy paths, as rules write them. */
	legacy(): readonly string[] {
		return [...this.#modules.keys()].filter(
			(module) => this.rules.forModule(module) !== null,
		);
	}

	/** The modules that rules call legacy as a whole: those of the tree, and those that a rule names and are gone. */
	legacyModules(): readonly LegacyModule[] {
		const gone = this.rules.modules.filter(
			(module) => !this.#modules.has(module),
		);
		return [...this.legacy(), ...gone]
			.filter((module) => this.rules.forModule(module)?.all)
			.sort()
			.map((module) => ({ module, file: this.#modules.get(module) ?? null }));
	}
}
