/**
 * The plan of the Python files: every reference to a legacy module, judged, and the changes that move what is
 * proven.
 *
 *   scan all candidates -> imports, variables, texts -> cross-file facts -> decisions -> edits
 *
 * Decisions that depend on each other (a patch and the readers that it reaches) are made after all files are
 * read, so the result does not depend on the order of the candidates.
 */
import type { PlanContext } from "../../core/language.js";
import type { LanguagePlan, SourceFile } from "../../core/types.js";
import type { PythonModules } from "./resolve.js";
import { Assembly } from "./rewrite/assemble.js";
import { CanonicalPatches } from "./rewrite/canonical-patches.js";
import { decideName } from "./rewrite/decide-from.js";
import { VariableDecisions } from "./rewrite/decide-module.js";
import {
	type Decision,
	refusal,
	type Stop,
	stopped,
} from "./rewrite/decision.js";
import { isDeferred, PythonFile } from "./rewrite/file.js";
import { Hazards } from "./rewrite/hazards.js";
import { HeldImports } from "./rewrite/held.js";
import {
	type FromSite,
	type HiddenSite,
	type ImportSite,
	importSites,
} from "./rewrite/imports.js";
import { type Judged, type Legacy, LegacyModules } from "./rewrite/legacy.js";
import { Mentions } from "./rewrite/mentions.js";
import { legacyPackages, packageUses } from "./rewrite/package-uses.js";
import { PatchReach } from "./rewrite/patch-reach.js";
import {
	type PatchedName,
	patchedNames,
	patchKey,
	preparePatches,
} from "./rewrite/patches.js";
import { Readers } from "./rewrite/readers.js";
import { type Fake, readTexts, withoutHeld } from "./rewrite/texts.js";
import { type Unread, unreadPlaces } from "./rewrite/unread.js";
import {
	isModuleScope,
	type ModuleVariable,
	moduleVariables,
} from "./rewrite/uses.js";
import { Sift } from "./source/sift.js";
import type { ImportStatement } from "./source/syntax.js";

/** Can the candidate name a legacy module? */
export function siftPython(
	context: PlanContext,
	modules: PythonModules,
): (file: SourceFile) => boolean {
	const sift = new Sift(context.rules, modules);
	const legacy = new LegacyModules(context, modules);
	const mentions = new Mentions(context, modules, legacy);
	return ({ path, text }) =>
		sift.passes(path, text, () => mentions.hinted(text));
}

/**
 * Plans the candidates. Pure: the result follows from the candidates and what the context's project answers.
 * Offsets are bytes.
 */
export function planPython(
	candidates: readonly SourceFile[],
	context: PlanContext,
	modules: PythonModules,
): LanguagePlan {
	const consulted = new Set<string>();
	const unread: Unread[] = [];
	const open = new Map<string, PythonFile>();
	const legacy = new LegacyModules(context, modules);
	const mentions = new Mentions(context, modules, legacy);
	const sift = new Sift(context.rules, modules);
	const hinted = (text: string): boolean => mentions.hinted(text);
	const planned = new Set<string>();
	const files: PythonFile[] = [];
	for (const source of candidates) {
		planned.add(source.path);
		if (!sift.passes(source.path, source.text, hinted)) continue;
		const file = new PythonFile(source, modules);
		open.set(source.path, file);
		files.push(file);
		unread.push(...unreadPlaces(file, context.rules, sift, hinted));
	}
	const read = (path: string): PythonFile | null => {
		const known = open.get(path);
		if (known) return known;
		const source = context.project.read(path);
		if (!source) return null;
		if (!planned.has(path)) consulted.add(path);
		const file = new PythonFile(source, modules);
		open.set(path, file);
		return file;
	};

	const held = new HeldImports(legacy);
	const hazards = new Hazards(context, legacy, held);
	const readers = new Readers(context, legacy, read);
	const reach = new PatchReach(context, read);
	const replaced = new CanonicalPatches(context, modules, legacy, read, reach);
	const decisions = new VariableDecisions(
		context,
		legacy,
		hazards,
		readers,
		replaced,
	);

	const sites = files.flatMap((file) => importSites(file, legacy));
	const variables = files.flatMap((file) =>
		moduleVariables(
			file,
			sites.filter((s) => s.file === file && s.kind === "module") as never,
		),
	);
	const packages = legacyPackages(context);
	const through = files.flatMap((file) =>
		packageUses(file, legacy, packages, variables),
	);
	for (const { legacy: of, file, start } of through)
		held.hold(of, file, file.position(start).line);
	// What the package's own name is can depend on who has loaded the module meanwhile.
	for (const { kind, legacy: of, file, statement } of sites)
		if (kind === "hidden") held.hold(of, file, statement.line);
	const texts = files.map((file) =>
		withoutHeld(readTexts(file, mentions, legacy), held, legacy),
	);
	const strings = texts.flatMap((t) => t.patches);
	const fakes = texts.flatMap((t) => t.fakes);

	for (const variable of variables)
		if (isModuleScope(variable))
			readers.prepare(variable.file.id, variable.file.name, variable.name);
	preparePatches({ strings, variables, legacyModules: legacy, readers });

	const fromSites = sites.filter(
		(s): s is FromSite => s.kind === "from" && s.name !== null,
	);
	// Each of these may be asked about, and each question by itself would be a pass over the tree.
	for (const { file } of [...strings, ...variables, ...fromSites.filter(late)])
		reach.prepare(file.path);
	prepareReplaced({ fromSites, variables, legacy, decisions, replaced, reach });
	reach.expect();
	const proven = fromSites.map((site) => ({
		site,
		decision: underFake(decideName(site, legacy, hazards), site, fakes),
	}));
	const names = proven.map(({ site, decision }) => ({
		site,
		decision: underPatch(decision, site, legacy, replaced),
	}));
	const patched = patchedNames({
		context,
		legacyModules: legacy,
		readers,
		reach,
		strings,
		variables,
		dynamic: texts
			.flatMap((t) => t.sites)
			.filter((t) => t.form === "dynamic" && t.decision.outcome !== "rewrite"),
		nested: names.map(({ site, decision }) => ({
			site,
			stop: stopOf(decision),
		})),
		retargetStop: (variable) => {
			const found = decisions.retarget(variable);
			return typeof found === "string" ? null : found;
		},
	});

	/** A replaced name, as far as it matters for code of the file. */
	const patchedFor = (file: PythonFile, of: Legacy, name: string) => {
		const found = patched.get(patchKey(of, name));
		return found?.reaches(file) ? found : undefined;
	};
	const assembly = new Assembly(context, legacy, hazards);
	for (const { site, decision } of names)
		assembly.name(
			site,
			decision,
			late(site)
				? patchedFor(site.file, site.legacy, site.name as string)
				: undefined,
		);
	for (const site of sites) {
		if (site.kind === "from" && site.name === null) assembly.star(site);
		if (site.kind === "hidden") assembly.hidden(site as HiddenSite);
	}
	for (const variable of variables) {
		const own = namesOf(patched, variable);
		assembly.variable(
			decisions.decide(
				variable,
				own,
				fakeFor(
					variable.file,
					variable.legacy,
					variable.sites.map((s) => s.statement),
					fakes,
				),
			),
			(name) => patchedFor(variable.file, variable.legacy, name),
		);
	}
	for (const use of through) assembly.through(use);
	for (const text of texts) {
		for (const site of text.sites) assembly.text(site);
		for (const patch of text.patches)
			assembly.patch(patch, patched.get(patchKey(patch.legacy, patch.name)));
	}
	const { references, changes } = assembly.finish();
	const changed = new Set(changes.map(({ path }) => path));
	return {
		references: [...references, ...unread.map(({ reference }) => reference)],
		changes,
		failures: unread
			.map(({ failure }) => failure)
			.filter(({ path }) => !changed.has(path)),
		notes: modules.notes,
		filesConsulted: [...consulted].sort(),
	};
}

const late = ({ statement }: ImportSite): boolean =>
	isDeferred(statement.blocks);

function stopOf(decision: Decision | null): Stop | null {
	if (!decision) return refusal("patched", "no rule moves it");
	if (decision.outcome === "rewrite") return null;
	return {
		outcome: decision.outcome === "keep" ? "keep" : "refuse",
		reason: decision.reason ?? "unreadable",
		detail: decision.detail,
	};
}

function namesOf(
	patched: ReadonlyMap<string, PatchedName>,
	{ file, legacy }: ModuleVariable,
): Map<string, Stop | null> {
	const names = new Map<string, Stop | null>();
	for (const one of patched.values())
		if (one.legacy.key === legacy.key && one.reaches(file))
			names.set(one.name, one.stop);
	return names;
}

/** An import inside a function takes what the table of loaded modules holds then, and a test put a fake there. */
function fakeFor(
	file: PythonFile,
	legacy: Legacy,
	statements: readonly ImportStatement[],
	fakes: readonly Fake[],
): Stop | null {
	if (!statements.some((s) => isDeferred(s.blocks))) return null;
	const fake = fakes.find(
		(f) => f.legacy.key === legacy.key && (f.installs || f.file === file),
	);
	return fake
		? refusal(
				"patched",
				`${fake.file.path}:${fake.line} replaces the module ${legacy.key} in the table of loaded modules`,
			)
		: null;
}

/** Asks once for all tests that replace a name where it may go to. */
function prepareReplaced({
	fromSites,
	variables,
	legacy,
	decisions,
	replaced,
	reach,
}: {
	fromSites: readonly FromSite[];
	variables: readonly ModuleVariable[];
	legacy: LegacyModules;
	decisions: VariableDecisions;
	replaced: CanonicalPatches;
	reach: PatchReach;
}): void {
	const prepare = (found: Judged | null): void => {
		if (found?.judgement.apply)
			replaced.prepare(found.judgement.target, found.judgement.targetId);
	};
	for (const site of fromSites.filter(late)) {
		prepare(legacy.judge(site.file, site.legacy, site.name as string, true));
		reach.prepare(site.file.path);
	}
	for (const variable of variables)
		if (variable.uses.some((u) => u.name !== null && u.occurrence.deferred)) {
			for (const found of decisions.members(variable).values()) prepare(found);
			reach.prepare(variable.file.path);
		}
	for (const path of replaced.find()) reach.prepare(path);
}

/** A move of an import in a function into the reach of a patch of the canonical module. */
function underPatch(
	decision: Decision | null,
	site: FromSite,
	legacyModules: LegacyModules,
	replaced: CanonicalPatches,
): Decision | null {
	if (decision?.outcome !== "rewrite" || !late(site)) return decision;
	const { file, legacy, name } = site;
	const found = legacyModules.judge(file, legacy, name as string, true);
	const stop = replaced.stop(file, found);
	return stop
		? {
				...stopped(stop, decision.rule, decision.legacy),
				canonical: decision.canonical,
				chain: decision.chain,
			}
		: decision;
}

function underFake(
	decision: Decision | null,
	{ file, legacy, statement }: FromSite,
	fakes: readonly Fake[],
): Decision | null {
	const stop = fakeFor(file, legacy, [statement], fakes);
	if (decision?.outcome !== "rewrite" || !stop) return decision;
	return {
		...stopped(stop, decision.rule, decision.legacy),
		canonical: decision.canonical,
		chain: decision.chain,
	};
}
