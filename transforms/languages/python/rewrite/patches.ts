/**
 * Replaced names. A patch of `legacy.X` works on whoever looks X up in the legacy module when the code runs:
 * readers through the module object, and imports inside functions. Patch and readers move together or not at all:
 * after a move of the readers alone the patch hits nothing, and the tests pass and test nothing. The patch itself
 * moves only when nothing else looks X up in the canonical module, for that would be mocked, too.
 *
 *   patch("p.manager.X")  +  manager.X()   ->   patch("p.websocket_manager.X")  +  websocket_manager.X()
 */
import type { PlanContext } from "../../../core/language.js";
import type { StringLiteral } from "../source/syntax.js";
import { refusal, type Stop } from "./decision.js";
import { isDeferred, type PythonFile } from "./file.js";
import type { FromSite } from "./imports.js";
import type { Judged, Legacy, LegacyModules } from "./legacy.js";
import type { PatchReach } from "./patch-reach.js";
import { describeReaders, type Reader, type Readers } from "./readers.js";
import type { ModuleVariable } from "./uses.js";

/** A string that replaces `name` of a legacy module: `mock.patch("legacy.name")`. */
export interface PatchString {
	readonly file: PythonFile;
	readonly literal: StringLiteral;
	readonly legacy: Legacy;
	readonly name: string;
	/** Span of the module's name and of the replaced name in the file. */
	readonly moduleSpan: readonly [number, number];
	readonly nameSpan: readonly [number, number];
	/** It replaces an attribute of the name, `legacy.X.method`: the same object by every path. */
	readonly deep: boolean;
	/** Why this string may not be changed, whatever else moves. */
	readonly stop: Stop | null;
}

/** Everything about one replaced name. */
export interface PatchedName {
	readonly legacy: Legacy;
	readonly name: string;
	readonly judged: Judged | null;
	readonly strings: readonly PatchString[];
	/** Can a patch of the name be seen by code of the file? */
	readonly reaches: (file: { readonly path: string }) => boolean;
	/** Null: patch and readers can move as one group. */
	stop: Stop | null;
}

/** The group of the changes that move with a replaced name. */
export const groupOf = ({ legacy, name }: PatchedName): string =>
	`patch:${legacy.key}.${name}`;

export const patchKey = (legacy: Legacy, name: string): string =>
	`${legacy.key}\0${name}`;

export interface PatchWorld {
	readonly context: PlanContext;
	readonly legacyModules: LegacyModules;
	readonly readers: Readers;
	readonly strings: readonly PatchString[];
	readonly variables: readonly ModuleVariable[];
	/** Nested from-imports, with what stops each. */
	readonly nested: readonly {
		readonly site: FromSite;
		readonly stop: Stop | null;
	}[];
	/** Places that go on loading a legacy module by name; what is read through it there is not followed. */
	readonly dynamic: readonly {
		readonly file: PythonFile;
		readonly legacy: Legacy;
		readonly start: number;
	}[];
	readonly reach: PatchReach;
	/** What stops a variable from going to the canonical module as a module. */
	retargetStop(variable: ModuleVariable): Stop | null;
}

/** Announces the questions of `patchedNames` to the readers. */
export function preparePatches(
	world: Pick<
		PatchWorld,
		"strings" | "variables" | "legacyModules" | "readers"
	>,
): void {
	for (const { file, legacy, name } of sites(world)) {
		const found = world.legacyModules.judge(file, legacy, name, false);
		const { target, targetId } = found?.judgement ?? {};
		if (target && targetId && target.name !== null)
			world.readers.prepare(targetId, target.module, target.name);
	}
}

function* sites(
	world: Pick<PatchWorld, "strings" | "variables">,
): Generator<{ file: PythonFile; legacy: Legacy; name: string }> {
	yield* world.strings.filter((s) => !s.deep);
	for (const { file, legacy, uses } of world.variables)
		for (const use of uses)
			if ((use.kind === "patch" || use.kind === "store") && use.name !== null)
				yield { file, legacy, name: use.name };
}

/** Each replaced name, with what stops its move; run to a fixed point, for a variable ties its names together. */
export function patchedNames(world: PatchWorld): Map<string, PatchedName> {
	const all = new Map<string, PatchedName>();
	for (const { file, legacy, name } of sites(world)) {
		const key = patchKey(legacy, name);
		if (all.has(key)) continue;
		const patchers = patchersOf(world, key);
		all.set(key, {
			legacy,
			name,
			judged: world.legacyModules.judge(file, legacy, name, false),
			strings: world.strings.filter((s) => patchKey(s.legacy, s.name) === key),
			reaches: ({ path }) =>
				[...patchers].some((patcher) => world.reach.reaches(patcher, path)),
			stop: null,
		});
		for (const path of patchers) world.reach.prepare(path);
	}
	for (const patched of all.values()) announce(world, patched);
	for (const patched of all.values()) patched.stop = firstStop(world, patched);
	for (let changed = true; changed; ) {
		changed = false;
		for (const patched of all.values()) {
			if (patched.stop) continue;
			const tied = world.variables.find(
				(v) =>
					usesName(v, patched) &&
					v.uses.some((u) => {
						const other =
							u.name === null ? undefined : all.get(patchKey(v.legacy, u.name));
						return other?.stop && other.reaches(v.file);
					}),
			);
			if (!tied) continue;
			patched.stop = refusal(
				"patched",
				`${tied.file.path} uses it beside a replaced name that can't be moved; ${candidates(patched)}`,
			);
			changed = true;
		}
	}
	return all;
}

/** The files that replace a name. */
function patchersOf(world: PatchWorld, key: string): Set<string> {
	const paths = new Set<string>();
	for (const { file, legacy, name } of sites(world))
		if (patchKey(legacy, name) === key) paths.add(file.path);
	return paths;
}

/** Says whose reach will be asked for, so that the tree is searched once. */
function announce(world: PatchWorld, patched: PatchedName): void {
	// A name whose move is not proven stays whoever reads it, and the search for readers goes through the tree.
	if (patched.judged?.judgement.apply)
		for (const { path } of lateReaders(world, patched))
			world.reach.prepare(path);
	for (const variable of world.variables)
		if (usesName(variable, patched) || passesOn(variable, patched))
			world.reach.prepare(variable.file.path);
	for (const { file, legacy } of world.dynamic)
		if (legacy.key === patched.legacy.key) world.reach.prepare(file.path);
	for (const { site } of world.nested)
		if (readsLate(site, patched)) world.reach.prepare(site.file.path);
}

/** Who looks the name up in its canonical module when it runs. */
function lateReaders(world: PatchWorld, { judged }: PatchedName): Reader[] {
	const { target, targetId } = judged?.judgement ?? {};
	return target && targetId && target.name !== null
		? world.readers.late(targetId, target.name)
		: [];
}

const readsLate = (
	{ legacy, name, statement }: FromSite,
	patched: PatchedName,
): boolean =>
	legacy.key === patched.legacy.key &&
	name === patched.name &&
	isDeferred(statement.blocks);

const usesName = (
	variable: ModuleVariable,
	{ legacy, name }: { legacy: Legacy; name: string },
): boolean =>
	variable.legacy.key === legacy.key &&
	variable.uses.some((u) => u.name === name);

/** Whoever gets the module object may read the name through it. */
const passesOn = (variable: ModuleVariable, { legacy }: PatchedName): boolean =>
	variable.legacy.key === legacy.key &&
	variable.uses.some((u) => u.kind === "value");

function candidates({
	judged,
	legacy,
	name,
}: {
	judged: Judged | null;
	legacy: Legacy;
	name: string;
}): string {
	const target = judged?.judgement.target;
	return `candidates are ${legacy.key}.${name}${target ? ` and ${target.module}.${target.name}` : ""}`;
}

function firstStop(world: PatchWorld, patched: PatchedName): Stop | null {
	const { legacy, name, judged, strings, reaches } = patched;
	const { graph } = world.context;
	const both = candidates({ judged, legacy, name });
	const stop = (why: string): Stop => refusal("patched", `${why}; ${both}`);
	const judgement = judged?.judgement;
	if (!judgement?.apply || !judgement.target)
		return stop(
			`${legacy.key}.${name} is replaced by a test, and its move is not proven (${judgement?.detail ?? "no rule moves it"})`,
		);
	const { target, targetId } = judgement;
	const string = strings.find((s) => s.stop);
	if (string?.stop)
		return stop(`${string.file.path} keeps its patch: ${string.stop.detail}`);
	if (legacy.id !== null && graph.facts(legacy.id)?.readLate.has(name))
		return stop(`${legacy.key} itself looks ${name} up when it runs`);
	if (targetId !== null) {
		if (graph.facts(targetId)?.readLate.has(target.name as string))
			return stop(
				`${target.module} itself looks ${target.name} up when it runs, and would be mocked, too`,
			);
		const late = lateReaders(world, patched).filter(({ path }) =>
			reaches({ path }),
		);
		if (late.length > 0)
			return stop(`${describeReaders(late)}, and would be mocked, too`);
	}
	for (const variable of world.variables) {
		if (!usesName(variable, patched) || !reaches(variable.file)) continue;
		const why = world.retargetStop(variable);
		if (why)
			return stop(
				`${variable.file.path} reads ${name} through the legacy module and can't be moved: ${why.detail}`,
			);
	}
	for (const variable of world.variables) {
		if (!passesOn(variable, patched) || !reaches(variable.file)) continue;
		const why = world.retargetStop(variable);
		if (why)
			return stop(
				`${variable.file.path} passes the legacy module on and can't be moved: ${why.detail}`,
			);
	}
	const loader = world.dynamic.find(
		(d) => d.legacy.key === legacy.key && reaches(d.file),
	);
	if (loader)
		return stop(
			`${loader.file.path}:${loader.file.position(loader.start).line} loads the legacy module by name and may read ${name}`,
		);
	for (const { site, stop: why } of world.nested) {
		if (!readsLate(site, patched) || !reaches(site.file)) continue;
		if (why)
			return stop(
				`${site.file.path}:${site.statement.line} imports ${name} when it runs and stays: ${why.detail}`,
			);
	}
	return null;
}
