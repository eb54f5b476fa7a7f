/**
 * The changes as a patch that `git apply` takes: bytes, since a file may be in any encoding. Names that are not
 * plain ASCII are quoted as git quotes them, so that the only bytes outside of ASCII are the files' own.
 */
import type { StructuredPatch } from "diff";
import { FILE_HEADERS_ONLY, formatPatch } from "diff/lib/patch/create.js";
import type { PlanEntry } from "../../transforms/core/types.js";
import { hunksOf, wholeFileHunk } from "./hunks.js";
import type { RunResult, Texts } from "./result.js";

/** One file's section of the patch, and how many lines it adds and removes. */
export interface FileDiff {
	readonly path: string;
	readonly kind: PlanEntry["kind"];
	/** In the file's encoding. */
	readonly text: string;
	readonly encoding: "latin1" | "utf8";
	readonly added: number;
	readonly removed: number;
}

/** By path, as the plan has them. */
export function fileDiffs({
	plan,
	texts,
}: Pick<RunResult, "plan" | "texts">): readonly FileDiff[] {
	return plan.entries.map((entry) =>
		fileDiff(entry, texts.get(entry.path) as Texts),
	);
}

/** The whole patch. */
export function renderDiff(result: Pick<RunResult, "plan" | "texts">): Buffer {
	return Buffer.concat(
		fileDiffs(result).map(({ text, encoding }) => Buffer.from(text, encoding)),
	);
}

function fileDiff(entry: PlanEntry, texts: Texts): FileDiff {
	const patch = patchOf(entry, texts);
	const lines = patch.hunks.flatMap((hunk) => hunk.lines);
	return {
		path: entry.path,
		kind: entry.kind,
		text: formatPatch(patch, FILE_HEADERS_ONLY),
		encoding: texts.encoding,
		added: lines.filter((line) => line.startsWith("+")).length,
		removed: lines.filter((line) => line.startsWith("-")).length,
	};
}

function patchOf(entry: PlanEntry, texts: Texts): StructuredPatch {
	const patch = {
		isGit: true,
		oldFileName: `a/${entry.path}`,
		newFileName: `b/${entry.path}`,
		oldHeader: undefined,
		newHeader: undefined,
	};
	switch (entry.kind) {
		case "edit":
			return { ...patch, hunks: hunksOf(texts.before ?? "", entry.edits) };
		case "create":
			return {
				...patch,
				isCreate: true,
				oldFileName: "/dev/null",
				hunks: wholeFileHunk(entry.text, "+"),
			};
		case "delete":
			return {
				...patch,
				isDelete: true,
				...(texts.executable ? { oldMode: "100755" } : {}),
				newFileName: "/dev/null",
				hunks: wholeFileHunk(texts.before ?? "", "-"),
			};
	}
}
