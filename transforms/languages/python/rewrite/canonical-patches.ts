/**
 * Tests that replace a name in the canonical module. Code that takes the name from the legacy module when it runs
 * is not reached by them today; after a move it would be mocked, too.
 *
 *   patch("p.websocket_manager.X")   +   def run(): from p.manager import X   ->   stays
 */
import type { PlanContext } from "../../../core/language.js";
import type { ImportPath, ModuleId, NeedleQuery } from "../../../core/types.js";
import { everySpelling, REPLACING } from "../queries.js";
import type { PythonModules } from "../resolve.js";
import { knownCall, patchedAttribute } from "./calls.js";
import { refusal, type Stop } from "./decision.js";
import { bindingOf, isDeferred, lastOf, type PythonFile } from "./file.js";
import type { Judged, LegacyModules } from "./legacy.js";
import type { PatchReach } from "./patch-reach.js";
import type { ModuleVariable } from "./uses.js";

/** A place that replaces a name. */
interface Replaced {
	readonly path: string;
	readonly line: number;
}

interface Target {
	readonly id: ModuleId;
	readonly module: string;
	readonly name: string;
}

const EXTENSIONS = { extensions: [".py"] } as const;

export class CanonicalPatches {
	readonly #context: PlanContext;
	readonly #modules: PythonModules;
	readonly #legacy: LegacyModules;
	readonly #open: (path: string) => PythonFile | null;
	readonly #reach: PatchReach;
	readonly #targets = new Map<string, Target>();
	readonly #found = new Map<string, readonly Replaced[]>();

	constructor(
		context: PlanContext,
		modules: PythonModules,
		legacy: LegacyModules,
		open: (path: string) => PythonFile | null,
		reach: PatchReach,
	) {
		this.#context = context;
		this.#modules = modules;
		this.#legacy = legacy;
		this.#open = open;
		this.#reach = reach;
	}

	/** Announces a name that code of `reader` may take from its canonical module when it runs. */
	prepare(target: ImportPath | null, id: ModuleId | null): void {
		if (target === null || target.name === null || id === null) return;
		this.#targets.set(`${id}\0${target.name}`, {
			id,
			module: target.module,
			name: target.name,
		});
	}

	/** Asks the tree, once, and announces what was found to the question of reach. */
	find(): readonly string[] {
		const targets = [...this.#targets];
		const asked = targets.map(([, target]) => this.#queries(target));
		const answers = this.#context.project.containing(asked.flat(2));
		let next = 0;
		targets.forEach(([key, target], i) => {
			const paths = new Set<string>();
			for (const { length } of asked[i] ?? []) {
				const found = answers.slice(next, next + length).flat();
				next += length;
				for (const path of found.sort()) paths.add(path);
			}
			const found: Replaced[] = [];
			for (const path of paths) {
				const file = this.#open(path);
				const line = file && this.#replaces(file, target);
				if (line != null) found.push({ path, line });
			}
			this.#found.set(key, found);
		});
		return [...this.#found.values()].flat().map(({ path }) => path);
	}

	/** By what replaces the name. Each narrows a hint that came with the candidates, so few files are read again. */
	#queries({ module, name }: Target): NeedleQuery[][] {
		const last = lastOf(module);
		const asked = [
			[`${last}.${name}`],
			[last, `"${name}"`],
			[last, `'${name}'`],
		].flatMap((own) => REPLACING.map((word) => [...own, word]));
		const spellings = everySpelling(module, this.#modules);
		return asked.map((own) =>
			spellings.map(({ all, ...where }) => ({
				...where,
				all: [...own, ...all],
				...EXTENSIONS,
			})),
		);
	}

	/** What stops a name that `file` takes when it runs. */
	stop(file: PythonFile, found: Judged | null): Stop | null {
		const { target, targetId } = found?.judgement ?? {};
		if (!found || !target || !targetId) return null;
		const patch = this.#found
			.get(`${targetId}\0${target.name}`)
			?.find(({ path }) => this.#reach.reaches(path, file.path));
		return patch
			? refusal(
					"patched",
					`${patch.path}:${patch.line} replaces ${target.module}.${target.name}, and this would be mocked, too; candidates are ${found.legacy.module}.${found.legacy.name} and ${target.module}.${target.name}`,
				)
			: null;
	}

	/** What stops a variable from being read through the canonical module, by the names that it reads late. */
	stopOf(
		variable: ModuleVariable,
		members: ReadonlyMap<string, Judged | null>,
	): Stop | null {
		for (const { name, occurrence, kind } of variable.uses) {
			if (name === null || kind === "patch" || !occurrence.deferred) continue;
			const stop = this.stop(variable.file, members.get(name) ?? null);
			if (stop) return stop;
		}
		return null;
	}

	#replaces(file: PythonFile, target: Target): number | null {
		const { text, scan } = file;
		for (const s of scan.strings) {
			const content = text.slice(s.contentStart, s.contentEnd);
			if (!content.endsWith(`.${target.name}`)) continue;
			const module = content.slice(0, -target.name.length - 1);
			if (
				(module === target.module ||
					(lastOf(module) === lastOf(target.module) &&
						this.#legacy.locate(module, file.id) === target.id)) &&
				knownCall(text, s.start, s.end)?.kind === "patch"
			)
				return file.position(s.start).line;
		}
		for (const local of this.#locals(file, target))
			for (const found of text.matchAll(
				new RegExp(`(?<![\\w.])${local.replaceAll(".", "\\.")}(?=\\s*,)`, "g"),
			)) {
				const end = found.index + local.length;
				if (patchedAttribute(text, found.index, end)?.name === target.name)
					return file.position(found.index).line;
			}
		return null;
	}

	/** The expressions by which the file reaches the module. */
	*#locals(file: PythonFile, target: Target): Generator<string> {
		for (const statement of file.scan.imports) {
			const base =
				statement.kind === "from"
					? file.absolute(statement.level, statement.module)
					: "";
			if (base === null) continue;
			for (const [i, { name, alias }] of statement.names.entries()) {
				const module = base === "" ? name : `${base}.${name}`;
				if (lastOf(module) !== lastOf(target.module)) continue;
				if (this.#legacy.locate(module, file.id) !== target.id) continue;
				yield statement.kind === "import" && !alias
					? name
					: bindingOf(statement, i).name;
			}
		}
	}
}

/** Does an import of the variable itself run when a function does? */
export const bindsLate = ({ sites }: ModuleVariable): boolean =>
	sites.some((s) => isDeferred(s.statement.blocks));
