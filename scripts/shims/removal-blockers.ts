/**
 * Which places keep a shim, of all that name it. Imports, strings, mocks, types and settings do; the shim's own code
 * does not, nor do comments and prose, which are counted for whoever wants to clean them up. A document's line that
 * looks like code is an example that people copy, and keeps the shim, too.
 */
import { REASONS } from "../../transforms/core/reasons.js";
import type { Reexport } from "../../transforms/core/shims.js";
import {
	type FileOutcome,
	FORMS,
	type Reference,
} from "../../transforms/core/types.js";
import type { OpenProject } from "../driver/read/project.js";
import type { ShimPart } from "../driver/read/shim-modules.js";
import { groupBy } from "../group.js";
import type { Blocker } from "../report/blockers.js";
import { count } from "../report/lines.js";

/** A settings file, and what becomes of the entries in it that name a shim. */
export interface ReleasedFile {
	readonly path: string;
	readonly part: ShimPart;
	readonly release: ReturnType<ShimPart["shims"]["release"]>;
}

export interface Findings {
	readonly parts: readonly ShimPart[];
	readonly references: readonly Reference[];
	readonly outcomes: readonly FileOutcome[];
	/** Those that go with the modules. */
	readonly reexports: readonly Reexport[];
	readonly settings: readonly ReleasedFile[];
	readonly project: OpenProject;
}

const DOCUMENT =
	/(?:^|\/)(?!CMakeLists\.txt$)[^/]*\.(?:md|mdx|markdown|rst|txt|adoc|html?|tex|org)$/i;
/** Text that nobody runs, reads as settings, or builds from: logs, reports, dated copies. */
const RECORD =
	/\.(?:log|csv|tsv|out|diff|patch|bak|orig|old)$|\.(?:backup|bak)[\w.-]*$/i;
const EXAMPLE =
	/^\s*(?:>>>|\.\.\. |\$ )|\b(?:import|require|patch|mock)\b|:(?:py:)?(?:mod|class|func|meth|obj|data|attr):|\bauto(?:module|class|function)::|@link|\bsrc=/;
const TEST =
	/(?:^|\/)(?:tests?|__tests__|specs?)\/|(?:^|\/)test_[^/]*$|(?:_test|\.test|\.spec)\.\w+$|(?:^|\/)conftest\.\w+$/;

export function blockersOf(findings: Findings): {
	readonly blockers: readonly Blocker[];
	readonly notes: readonly string[];
} {
	const { parts, references, project } = findings;
	const blockers: Blocker[] = [];
	const notes: string[] = [];
	const going = new Set(
		parts.flatMap(({ modules, shims }) =>
			modules.flatMap((module) => [
				module.id,
				...shims.companions(module, project),
			]),
		),
	);
	const unread = findings.outcomes.flatMap((outcome) =>
		outcome.status === "failed" ? [outcome] : [],
	);
	for (const part of parts)
		for (const module of part.modules) {
			const at = (path: string, line: number, column = 1) => ({
				module: module.key,
				path,
				line,
				column,
			});
			for (const { line, what } of part.shims.besides(module, part.context))
				blockers.push({
					...at(module.id, line),
					form: null,
					kind: "it does more than hand names on",
					what,
					next: "Move it to another module first.",
				});
			const own = references.filter(
				(reference) =>
					reference.legacy.module === module.key &&
					!going.has(reference.path) &&
					!isReleased(reference, findings),
			);
			const prose = own.filter((one) => !keeps(one, project));
			if (prose.length > 0)
				notes.push(
					`${module.key} is still spelled in ${count(prose.length, "place")} of comments and prose, for instance ${prose[0]?.path}:${prose[0]?.line}`,
				);
			const kept = own.filter((one) => keeps(one, project));
			for (const [path, all] of groupBy(kept, (one) => one.path)) {
				const testsIt = TEST.test(path) && testsOnly(path, module.id, part);
				for (const one of all)
					blockers.push({
						...at(path, one.line, one.column),
						form: one.form,
						kind: testsIt ? "a test of the shim itself" : kindOf(one),
						what:
							one.detail === "" ? (one.legacy.name ?? one.form) : one.detail,
						next: testsIt
							? "Delete the test together with the module."
							: nextOf(one, part),
					});
			}
		}
	for (const { path, part, release } of findings.settings)
		for (const { offset, what, next } of release.blockers)
			blockers.push({
				module: part.modules.map(({ key }) => key).join(", "),
				path,
				...placeIn(project.readText(path)?.text ?? "", offset),
				form: null,
				kind: "settings that can not be edited safely",
				what,
				next,
			});
	for (const { path, reason } of unread)
		blockers.push({
			module: parts
				.flatMap(({ modules }) => modules.map(({ key }) => key))
				.join(", "),
			path,
			line: Number(/^(\d+):/.exec(reason)?.[1] ?? 1),
			column: 1,
			form: null,
			kind: "a file that could not be read",
			what: reason,
			next: "Repair the file; it spells the name, and may use it.",
		});
	return { blockers, notes };
}

/** Does the place go with the module, by an edit of the same plan? */
function isReleased(
	{ path, start, end }: Reference,
	{ reexports, settings }: Findings,
): boolean {
	const covers = (span: { readonly start: number; readonly end: number }) =>
		span.start < end && start < span.end;
	return (
		reexports.some(
			(one) => one.path === path && (covers(one) || one.edits.some(covers)),
		) ||
		settings.some((one) => one.path === path && one.release.spans.some(covers))
	);
}

/** Files of ours, and rules that forbid the import: they name the module so that nobody uses it. */
const FORBIDS = /(?:^|\/)onepath[\w.-]*\.jsonc?$/;
const FORBIDDING = /\bbanned-api\b/;

/** Would something stop working, or mislead, if the module were gone? */
function keeps(reference: Reference, project: OpenProject): boolean {
	const { form, reason, path, line } = reference;
	if (reason === "own-module" || reason === "hidden") return false;
	if (form === "comment") return false;
	if (form === "docstring") return isExample(path, line, project);
	if (form !== "mention") return true;
	if (RECORD.test(path) || FORBIDS.test(path)) return false;
	if (DOCUMENT.test(path)) return isExampleFrom(reference, project);
	return !FORBIDDING.test(lineOf(path, line, project));
}

const lineOf = (path: string, line: number, project: OpenProject): string =>
	project.readText(path)?.text.split("\n")[line - 1] ?? "";

const isExample = (path: string, line: number, project: OpenProject): boolean =>
	EXAMPLE.test(lineOf(path, line, project));

/** Of a document that names the module very often, the last mention stands for those behind it. */
function isExampleFrom(
	{ path, line, detail }: Reference,
	project: OpenProject,
): boolean {
	const more = /^spells (.*), and \d+ more in this file$/.exec(detail)?.[1];
	if (more === undefined) return isExample(path, line, project);
	const rest =
		project
			.readText(path)
			?.text.split("\n")
			.slice(line - 1) ?? [];
	return rest.some((text) => text.includes(more) && EXAMPLE.test(text));
}

/** Does the file load nothing of the tree but the shim? */
function testsOnly(
	path: string,
	id: string,
	{ context, shims, language }: ShimPart,
): boolean {
	const { graph, project } = context;
	const loads = graph.facts(path)?.loads ?? [];
	let uses = false;
	for (const { specifier, names } of loads) {
		const located = graph.locate(specifier, path);
		if (located.kind !== "module") continue;
		const display = graph.display(located.id);
		const isIt =
			located.id === id ||
			(names.length > 0 &&
				names.every(
					(name) =>
						shims.find(`${display}${language.separator}${name}`, project) ===
						id,
				));
		if (!isIt) return false;
		uses = true;
	}
	return uses;
}

/** Why the place is still there, in the words of `migrate`; of text, where it stands. */
function kindOf({ outcome, reason, form }: Reference): string {
	if (outcome === "rewrite") return "a use that a migration moves";
	return reason === null || outcome === "report"
		? FORMS[form]
		: REASONS[reason].title;
}

function nextOf(
	{ outcome, reason, form, legacy, canonical }: Reference,
	{ context }: ShimPart,
): string {
	if (outcome === "rewrite") {
		const ruled = context.rules.forModule(legacy.module) !== null;
		const rule = ruled
			? ""
			: ` --from ${legacy.module} --to ${canonical?.module}`;
		return `onepath migrate${rule} moves it.`;
	}
	if (form === "mention")
		return "Name the canonical module there, or remove the line; a record of the past can be left out by `ignore` in the config.";
	if (form === "string" || form === "docstring")
		return "Name the canonical module there, or remove the line.";
	return reason === null ? "Move it by hand." : REASONS[reason].next;
}

function placeIn(
	text: string,
	offset: number,
): { readonly line: number; readonly column: number } {
	const before = text.slice(0, offset).split("\n");
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
