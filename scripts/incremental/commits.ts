/**
 * `--create-commits`: what was written as commits of a size that can be reviewed, one for each top directory or
 * owner. Files that are right only together are in one commit, so that each commit works by itself.
 */
import { OnepathError } from "../../transforms/core/errors.js";
import { gitCommit, gitCommitProblem, gitFiltered } from "../driver/git.js";
import { readOwners } from "../driver/owners.js";
import { groupBy } from "../group.js";
import { escapeLine } from "../report/escape.js";
import { count } from "../report/lines.js";
import type { RunResult } from "../report/result.js";
import { commitMessage } from "./commit-message.js";
import { unitsOf } from "./units.js";

export interface Committed {
	/** Their ids, oldest first. */
	readonly commits: readonly string[];
	/** A line for each commit, and for each that could not be made. */
	readonly notes: readonly string[];
	readonly failed: boolean;
}

/** Asked before anything is written. Throws `dirty`. */
export function refuseCommits(root: string, result: RunResult | null): void {
	const problem = gitCommitProblem(root);
	const filtered = result
		? gitFiltered(
				root,
				result.plan.entries.map(({ path }) => path),
			)
		: [];
	const why =
		problem ??
		(filtered.length > 0
			? `a filter of the repository's own config would run on ${filtered[0]}; commit by hand`
			: null);
	if (why !== null)
		throw new OnepathError("dirty", escapeLine(`--create-commits: ${why}`));
}

/** Commits what `result` says was written. */
export function createCommits(
	result: RunResult,
	by: "directory" | "owner",
): Committed {
	const { root, changes } = result;
	const notes: string[] = [];
	const owners = by === "owner" ? readOwners(root) : null;
	if (by === "owner" && owners === null)
		notes.push("there is no CODEOWNERS; commits are by directory");
	const partOf = (path: string): string => {
		if (owners) return owners(path).join(" ") || "nobody";
		const slash = path.indexOf("/");
		return slash < 0 ? "" : path.slice(0, slash);
	};
	const parts = groupBy(unitsOf(changes), ({ paths }) =>
		partOf(paths[0] ?? ""),
	);
	const commits: string[] = [];
	let failed = false;
	for (const [part, units] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const paths = units.flatMap((unit) => unit.paths);
		const done = gitCommit(
			root,
			paths,
			commitMessage(result, {
				place: placeOf(part, owners !== null),
				changes: units.flatMap((unit) => unit.changes),
			}),
		);
		if ("commit" in done) {
			commits.push(done.commit);
			notes.push(
				`commit ${done.commit}  ${part || "the root"}, ${count(paths.length, "file")}`,
			);
		} else {
			failed = true;
			notes.push(
				`no commit for ${part || "the root"}, whose files are written: ${done.problem.split("\n")[0]}`,
			);
		}
	}
	return { commits, notes, failed };
}

function placeOf(part: string, owned: boolean): string {
	if (owned) return part === "nobody" ? "files of nobody" : `files of ${part}`;
	return part || "the root";
}
