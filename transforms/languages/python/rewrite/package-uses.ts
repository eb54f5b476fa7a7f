/**
 * Uses of a legacy module as an attribute of its package, where the file does not import the module itself:
 * `import p` and `p.manager.X`. They work because somebody else loads the module; they are reported, for a new
 * spelling would rely on somebody else loading the canonical one.
 */
import type { PlanContext } from "../../../core/language.js";
import { type Occurrence, variableOf } from "../scope.js";
import { bindingOf, lastOf, type PythonFile, parentOf } from "./file.js";
import type { Legacy, LegacyModules } from "./legacy.js";
import type { ModuleVariable } from "./uses.js";

export interface PackageUse {
	readonly file: PythonFile;
	readonly legacy: Legacy;
	readonly start: number;
	readonly end: number;
	/** The name of the module that is used; null for the module itself. */
	readonly name: string | null;
}

/** What has to be known of the rules, once for all files. */
export interface LegacyPackages {
	/** Packages above a legacy module. */
	readonly above: ReadonlySet<string>;
	/** Last segments of legacy modules; null where a prefix rule leaves them open. */
	readonly tails: ReadonlySet<string> | null;
}

export function legacyPackages({ rules }: PlanContext): LegacyPackages {
	const above = new Set<string>();
	const add = (name: string): void => {
		for (let at = parentOf(name); at !== ""; at = parentOf(at)) above.add(at);
	};
	for (const key of rules.modules) add(key);
	for (const { from } of rules.prefixes) add(`${from}.*`);
	return {
		above,
		tails:
			rules.prefixes.length > 0 ? null : new Set(rules.modules.map(lastOf)),
	};
}

export function packageUses(
	file: PythonFile,
	legacyModules: LegacyModules,
	{ above, tails }: LegacyPackages,
	variables: readonly ModuleVariable[],
): PackageUse[] {
	const roots = new Map<number, string>();
	for (const statement of file.scan.imports) {
		const base =
			statement.kind === "from"
				? file.absolute(statement.level, statement.module)
				: "";
		if (base === null) continue;
		statement.names.forEach((imported, i) => {
			const dotted = statement.kind === "import" && !imported.alias;
			const binding = bindingOf(statement, i);
			const module = dotted
				? binding.name
				: base === ""
					? imported.name
					: `${base}.${imported.name}`;
			if (above.has(module)) roots.set(binding.start, module);
		});
	}
	if (roots.size === 0) return [];
	// Most files that import a package never say `.manager`; those need no tree.
	if (tails) {
		const said = [...file.text.matchAll(/\.\s*([A-Za-z_]\w*)/g)];
		if (!said.some(([, name = ""]) => tails.has(name))) return [];
	}
	const tree = file.scopes;
	if (!tree) return [];
	const known = new Set(
		variables
			.filter((v) => v.file === file)
			.flatMap((v) => v.uses.map((u) => u.occurrence)),
	);
	const found: PackageUse[] = [];
	for (const [start, module] of roots) {
		const binding = tree.occurrences.find(
			(o) => o.role === "import" && o.start === start,
		);
		const scope = binding && variableOf(binding.scope, binding.name);
		if (!binding || !scope) continue;
		for (const occurrence of tree.occurrences) {
			if (
				occurrence.role !== "load" ||
				occurrence.name !== binding.name ||
				known.has(occurrence)
			)
				continue;
			if (variableOf(occurrence.scope, binding.name) !== scope) continue;
			const use = readChain(file, legacyModules, module, occurrence);
			if (use && !found.some((f) => f.start === use.start)) found.push(use);
		}
	}
	return found;
}

function readChain(
	file: PythonFile,
	legacyModules: LegacyModules,
	module: string,
	occurrence: Occurrence,
): PackageUse | null {
	let name = module;
	for (const [i, attribute] of occurrence.attributes.entries()) {
		name += `.${attribute.name}`;
		const legacy = legacyModules.find(name, file.id);
		if (!legacy) continue;
		const member = occurrence.attributes[i + 1] ?? null;
		return {
			file,
			legacy,
			start: occurrence.start,
			end: (member ?? attribute).end,
			name: member?.name ?? null,
		};
	}
	return null;
}
