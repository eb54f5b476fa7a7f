/** One finding in words: what is legacy, what to write instead, and where that is not known why, and what to do. */
import type { OfferKind } from "../../transforms/core/offers.js";
import { REASONS } from "../../transforms/core/reasons.js";
import type { ImportPath } from "../../transforms/core/types.js";
import type { BaselineReport, Finding } from "./result.js";

/** `app.ws.manager:Manager`, or the module alone. */
export function pathOf({ module, name }: ImportPath): string {
	return name === null ? module : `${module}:${name}`;
}

/** What to do about it, as lines: what to write, or why nothing is proposed and what is next. */
export function adviceFor({ reference, write }: Finding): readonly string[] {
	const { canonical, reason, detail } = reference;
	const would = canonical === null ? null : pathOf(canonical);
	if (reason === null)
		return write.length > 0
			? write.map((line, i) => `${i === 0 ? "write:" : "      "} ${line}`)
			: [`use ${would ?? "the canonical path"}`];
	const { title, next } = REASONS[reason];
	return [
		`${would === null ? "" : `not moved to ${would}: `}${title} (${reason})`,
		...(detail === "" ? [] : [detail]),
		`next: ${next}`,
	];
}

/** Everything on one line, for annotations. */
export function sentence(finding: Finding): string {
	const { reference, now, allowed } = finding;
	const known =
		allowed > 0 ? `; ${now} here, and the baseline allows ${allowed}` : "";
	return `${pathOf(reference.legacy)} is a legacy import path${known}. ${adviceFor(
		finding,
	)
		.map((line) => line.trim())
		.join(reference.reason === null ? " " : ". ")}`;
}

/** What the baseline came to, in a sentence for each thing to know. */
export function baselineLine(baseline: BaselineReport): string {
	const { path, total, there, gone, fresh, written } = baseline;
	if (written === "made") return `${path} made: ${fresh} references allowed`;
	const parts = [`${there} still there`, `${gone} gone`, `${fresh} new`];
	const lock =
		gone === 0
			? ""
			: written === "updated"
				? "; the file says so now"
				: "; onepath check --update-baseline locks that in";
	return `${path} allows ${total}: ${parts.join(", ")}${lock}`;
}

/** Why a path counts, in words. */
export const OFFERS: Readonly<Record<OfferKind, string>> = {
	canonical: "the canonical path",
	definition: "defined here",
	legacy: "a legacy path of the rules",
	export: "exported",
	listed: "listed as a public name",
	star: "brought by a star",
	explicit: "imported under its own name on purpose",
	lazy: "looked up when somebody asks",
	assigned: "assigned to a public name",
	package: "handed on by a package",
	shim: "handed on by a module that does nothing else",
};
