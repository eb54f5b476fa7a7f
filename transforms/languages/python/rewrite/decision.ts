/**
 * What becomes of one reference, and the checks that come before any proof: the file is the legacy module itself,
 * the rule leaves it out, a comment keeps it, a test means it.
 */
import picomatch from "picomatch";
import type { Judgement } from "../../../core/judge.js";
import type { ReasonId } from "../../../core/reasons.js";
import type { Rule } from "../../../core/rules.js";
import type {
	ImportPath,
	ModuleId,
	Outcome,
	Verdict,
} from "../../../core/types.js";
import type { Block } from "../source/syntax.js";
import type { PythonFile } from "./file.js";
import type { Judged, Legacy } from "./legacy.js";

export interface Decision {
	readonly outcome: Outcome;
	readonly verdict: Verdict | null;
	readonly reason: ReasonId | null;
	readonly detail: string;
	readonly chain: readonly string[];
	readonly rule: Rule;
	readonly legacy: ImportPath;
	readonly canonical: ImportPath | null;
	readonly targetId: ModuleId | null;
}

/** A sentence that stops a rewrite, with its reason. */
export interface Stop {
	readonly outcome: "refuse" | "keep";
	readonly reason: ReasonId;
	readonly detail: string;
}

export const refusal = (reason: ReasonId, detail: string): Stop => ({
	outcome: "refuse",
	reason,
	detail,
});

/** Reasons that stop a rewrite although both paths end at one definition: what is refused so is a hazard. */
const HAZARDS: ReadonlySet<ReasonId> = new Set<ReasonId>([
	"cycle",
	"effect",
	"patched",
	"read-elsewhere",
	"star-readers",
	"self-import",
	"fallback",
	"compared",
	"root-binding",
	"through-package",
]);

/** Stopped, with what the judge says where it was asked. */
export function stopped(
	stop: Stop,
	rule: Rule,
	legacy: ImportPath,
	judgement: Judgement | null = null,
): Decision {
	return {
		outcome: stop.outcome,
		verdict:
			stop.outcome === "refuse" && HAZARDS.has(stop.reason)
				? "hazard"
				: (judgement?.verdict ?? null),
		reason: stop.reason,
		detail: stop.detail,
		chain: judgement?.chain ?? [],
		rule,
		legacy,
		canonical: judgement?.target ?? null,
		targetId: judgement?.targetId ?? null,
	};
}

/** What the judge says, as it is. */
export function judged({ rule, legacy, judgement }: Judged): Decision {
	return {
		outcome: judgement.apply ? "rewrite" : "refuse",
		verdict: judgement.verdict,
		reason: judgement.apply ? null : judgement.reason,
		detail: judgement.detail,
		chain: judgement.chain,
		rule,
		legacy,
		canonical: judgement.target,
		targetId: judgement.targetId,
	};
}

const included = new WeakMap<Rule, (path: string) => boolean>();

function isIncluded(rule: Rule, path: string): boolean {
	let test = included.get(rule);
	if (!test) {
		const wanted =
			rule.include.length > 0 ? picomatch([...rule.include]) : null;
		const unwanted =
			rule.exclude.length > 0 ? picomatch([...rule.exclude]) : null;
		test = (p) => (wanted?.(p) ?? true) && !unwanted?.(p);
		included.set(rule, test);
	}
	return test(path);
}

/** Stops that need no proof. `[start, end)` is the statement, or the literal. */
export function gate(
	file: PythonFile,
	legacy: Legacy,
	rule: Rule,
	start: number,
	end: number,
): Stop | null {
	if (legacy.id === file.id)
		return {
			outcome: "keep",
			reason: "own-module",
			detail: "it stands in the legacy module",
		};
	if (!isIncluded(rule, file.path))
		return {
			outcome: "keep",
			reason: "excluded",
			detail: `rule ${rule.id} leaves ${file.path} out`,
		};
	const directive = directiveOn(file, start, end);
	if (directive !== null)
		return { outcome: "keep", reason: "directive", detail: directive };
	return null;
}

/** `# onepath: keep (reason)` on a line of the statement, or on the line above by itself. */
function directiveOn(
	file: PythonFile,
	start: number,
	end: number,
): string | null {
	const first = file.lineStart(start);
	const last = file.lineEnd(end);
	for (const comment of file.scan.comments) {
		if (comment.start > last) break;
		const text = file.text.slice(comment.start, comment.end);
		if (!/^#\s*onepath:\s*keep\b/.test(text)) continue;
		if (comment.start >= first) return text.trim();
		const alone = /^[ \t\f]*$/.test(
			file.text.slice(file.lineStart(comment.start), comment.start),
		);
		const between = file.text.slice(comment.end, first);
		if (alone && /^(?:\r\n|\n|\r)$/.test(between)) return text.trim();
	}
	return null;
}

const EXPECTS =
	/\b(?:raises|warns|deprecated_call|assertRaises\w*|assertWarns\w*|catch_warnings|assertLogs)\b/;

/** The `with` block that says that a test is about the import itself: it raises, it warns. */
export function onPurpose(
	file: PythonFile,
	blocks: readonly Block[],
): Stop | null {
	for (const block of blocks) {
		if (block.keyword !== "with") continue;
		const header = file.text.slice(block.start, block.end);
		const found = EXPECTS.exec(header);
		if (found)
			return refusal(
				"on-purpose",
				`stands inside \`with ... ${found[0]}\` on line ${file.position(block.start).line}`,
			);
	}
	return null;
}
