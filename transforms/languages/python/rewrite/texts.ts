/**
 * Strings, docstrings and comments that spell a legacy module. A string in a known call is judged as what the call
 * does with it; every other one is reported and never changed, for what reads it is not known.
 */
import type { Edit, Form } from "../../../core/types.js";
import type { StringLiteral } from "../source/syntax.js";
import { type Known, knownCall } from "./calls.js";
import {
	type Decision,
	gate,
	judged,
	refusal,
	type Stop,
	stopped,
} from "./decision.js";
import type { PythonFile } from "./file.js";
import type { HeldImports } from "./held.js";
import { hiddenOnTheWay } from "./hidden.js";
import type { Legacy, LegacyModules } from "./legacy.js";
import type { Mention, Mentions } from "./mentions.js";
import type { PatchString } from "./patches.js";

export interface TextSite {
	readonly file: PythonFile;
	readonly start: number;
	readonly end: number;
	readonly form: Form;
	readonly legacy: Legacy;
	readonly decision: Decision;
	/** What the decision changes, when it is a rewrite. */
	readonly edits: readonly Edit[];
}

/** A module object that is swapped in the table of loaded modules: whoever imports it meanwhile gets the fake. */
export interface Fake {
	readonly file: PythonFile;
	readonly legacy: Legacy;
	readonly line: number;
	/** It is put there, so importers everywhere see it; else it is looked at or taken out by this file. */
	readonly installs: boolean;
}

export interface Texts {
	readonly sites: TextSite[];
	readonly patches: PatchString[];
	readonly fakes: Fake[];
}

export function readTexts(
	file: PythonFile,
	mentions: Mentions,
	legacyModules: LegacyModules,
): Texts {
	const texts: Texts = { sites: [], patches: [], fakes: [] };
	const hints = outsideImports(file, mentions.hints(file.text));
	if (hints.length === 0) return texts;
	for (const literal of holding(file.scan.strings, hints))
		readString(file, literal, mentions, legacyModules, texts);
	for (const comment of holding(file.scan.comments, hints))
		for (const mention of mentions.find(
			file.text.slice(comment.start, comment.end),
			file.id,
		))
			texts.sites.push(reported(file, mention, comment.start, "comment"));
	return texts;
}

/** Leaves the calls that load a module for others (`held.ts`). */
export function withoutHeld(
	texts: Texts,
	held: HeldImports,
	legacyModules: LegacyModules,
): Texts {
	const sites = texts.sites.map((site): TextSite => {
		const { file, form, legacy, decision } = site;
		if (form !== "dynamic" || decision.outcome !== "rewrite") return site;
		const target =
			legacy.to === null ? null : legacyModules.locate(legacy.to, file.id);
		const stop = held.stop(file, null, legacy, target);
		if (!stop) return site;
		const path = { module: legacy.key, name: null };
		return {
			...site,
			decision: stopped(stop, legacy.rule, path),
			edits: [],
		};
	});
	return { ...texts, sites };
}

function outsideImports(file: PythonFile, hints: readonly number[]): number[] {
	const { imports } = file.scan;
	return hints.filter(
		(at) => !imports.some((s) => s.moduleStart <= at && at < s.moduleEnd),
	);
}

/** The spans that hold one of the offsets; both are in source order. */
function* holding<T extends { readonly start: number; readonly end: number }>(
	spans: readonly T[],
	offsets: readonly number[],
): Generator<T> {
	let next = 0;
	for (const span of spans) {
		while ((offsets[next] ?? Number.POSITIVE_INFINITY) < span.start) next++;
		if ((offsets[next] ?? Number.POSITIVE_INFINITY) < span.end) yield span;
	}
}

function readString(
	file: PythonFile,
	literal: StringLiteral,
	mentions: Mentions,
	legacyModules: LegacyModules,
	texts: Texts,
): void {
	const content = file.text.slice(literal.contentStart, literal.contentEnd);
	const found = mentions.find(content, file.id);
	const [first] = found;
	if (!first) return;
	const whole =
		first.kind === "module" &&
		first.start === 0 &&
		!/[fb]/.test(literal.prefix);
	const known =
		whole && !literal.statement
			? knownCall(file.text, literal.start, literal.end)
			: null;
	if (
		known &&
		readCall(file, literal, content, first, known, legacyModules, texts)
	)
		return;
	if (!first.legacy.key.includes(".")) return;
	const form = literal.statement ? "docstring" : "string";
	for (const mention of found)
		texts.sites.push(reported(file, mention, literal.contentStart, form));
}

function reported(
	file: PythonFile,
	mention: Mention,
	offset: number,
	form: Form,
): TextSite {
	const { legacy } = mention;
	const [start, end] = [offset + mention.start, offset + mention.end];
	const path = {
		module: legacy.key,
		name: mention.rest?.split(".")[0] ?? null,
	};
	const computed = mention.kind === "prefix";
	const stop = gate(file, legacy, legacy.rule, start, end);
	const decision = stop
		? stopped(stop, legacy.rule, path)
		: {
				...stopped(
					refusal(computed ? "computed" : "text", file.text.slice(start, end)),
					legacy.rule,
					path,
				),
				outcome: "report" as const,
				verdict: null,
			};
	return { file, start, end, form, legacy, decision, edits: [] };
}

const FORM_OF: Readonly<Record<Known["kind"], Form>> = {
	patch: "mock",
	multiple: "mock",
	load: "dynamic",
	resolve: "resolve",
	registry: "registry",
};

/** Which of the two a patch replaces depends on the version of Python. */
function hiddenStop(
	file: PythonFile,
	legacy: Legacy,
	legacyModules: LegacyModules,
): Stop | null {
	const hidden = hiddenOnTheWay(legacyModules, file.id, legacy);
	return hidden && { outcome: "keep", reason: "hidden", detail: hidden.how };
}

/** False when the call takes another kind of text than this. */
function readCall(
	file: PythonFile,
	literal: StringLiteral,
	content: string,
	mention: Mention,
	known: Known,
	legacyModules: LegacyModules,
	texts: Texts,
): boolean {
	const { legacy } = mention;
	const [start, end] = [literal.contentStart, literal.contentEnd];
	const form = FORM_OF[known.kind];
	const path = { module: legacy.key, name: null };
	const early = gate(file, legacy, legacy.rule, literal.start, literal.end);
	const add = (decision: Decision, edits: readonly Edit[] = []): true => {
		texts.sites.push({ file, start, end, form, legacy, decision, edits });
		return true;
	};
	const moduleEnd = start + legacy.written.length;
	if (known.kind === "patch") {
		const name = /^\.([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/.exec(
			content.slice(legacy.written.length),
		);
		if (!name) return false;
		const nameStart = moduleEnd + 1;
		texts.patches.push({
			file,
			literal,
			legacy,
			name: name[1] as string,
			moduleSpan: [start, moduleEnd],
			deep: name[2] !== "",
			nameSpan: [nameStart, nameStart + (name[1] as string).length],
			stop: early ?? hiddenStop(file, legacy, legacyModules),
		});
		return true;
	}
	const named = /^:([A-Za-z_]\w*)$/.exec(content.slice(legacy.written.length));
	if (known.kind === "resolve" && named) {
		const found = legacyModules.judge(file, legacy, named[1] as string, false);
		if (!found) return false;
		const { target } = found.judgement;
		if (early)
			return add(stopped(early, found.rule, found.legacy, found.judgement));
		if (!found.judgement.apply || !target) return add(judged(found));
		return add(judged(found), [
			{
				start,
				end,
				text: `${legacyModules.respell(target.module, legacy, file.id)}:${target.name}`,
			},
		]);
	}
	if (content !== legacy.written) return false;
	if (early) return add(stopped(early, legacy.rule, path));
	if (known.kind === "registry") {
		texts.fakes.push({
			file,
			legacy,
			line: file.position(start).line,
			installs: known.installs,
		});
		return add(
			stopped(
				refusal(
					"module-value",
					`the table of loaded modules is ${known.installs ? "changed" : "used"} under this name`,
				),
				legacy.rule,
				path,
			),
		);
	}
	if (known.kind === "multiple") {
		texts.fakes.push({
			file,
			legacy,
			line: file.position(start).line,
			installs: true,
		});
		return add(
			stopped(
				refusal(
					"patched",
					"names of the legacy module are replaced; move the patch and its readers by hand",
				),
				legacy.rule,
				path,
			),
		);
	}
	if (legacy.located.kind === "missing")
		return add(
			stopped(
				refusal("broken-module", `${legacy.key} does not exist`),
				legacy.rule,
				path,
			),
		);
	const why = legacyModules.wholeRefusal(file, legacy);
	if (why !== null || legacy.to === null)
		return add(
			stopped(
				refusal(
					"module-value",
					`the module object is loaded, and the modules differ: ${why}`,
				),
				legacy.rule,
				path,
			),
		);
	return add(
		{
			...stopped(
				refusal(
					"text",
					"each name of the module is the same in the canonical one",
				),
				legacy.rule,
				path,
			),
			outcome: "rewrite",
			verdict: legacy.id === null ? "assumed" : "proven",
			reason: null,
			canonical: { module: legacy.to, name: null },
		},
		[{ start, end, text: legacyModules.respell(legacy.to, legacy, file.id) }],
	);
}
