/**
 * Which path of a definition should stay. Reasons are asked in a fixed order; those that the configuration or the
 * shims give decide alone, the others only where they agree.
 */
import { byText } from "./counts.js";
import type {
	CanonicalProposal,
	CanonicalReason,
	CanonicalVote,
	MapPath,
	PathId,
} from "./types.js";

export interface Candidate {
	readonly path: MapPath;
	/** The package's own face is no leftover, so it is no shim here. */
	readonly leftover: boolean;
}

/** `configured`: the path to which a rule moves one of these. */
export function propose(
	candidates: readonly Candidate[],
	configured: PathId | null,
	separator: string,
): CanonicalProposal {
	const open = candidates.filter(({ path }) => !path.private);
	const eligible = open.length > 0 ? open : candidates;
	const lasting = eligible.filter(({ leftover }) => !leftover);
	const field = lasting.length > 0 ? lasting : eligible;
	const votes: CanonicalVote[] = [];
	const vote = (reason: CanonicalReason, path: PathId | null): void => {
		if (path !== null) votes.push({ reason, path });
	};
	vote("configured", configured);
	vote("only-path", candidates.length === 1 ? only(candidates) : null);
	vote(
		"only-non-shim",
		lasting.length > 0 && lasting.length < candidates.length
			? only(lasting)
			: null,
	);
	vote(
		"most-used",
		best(field, ({ path }) => -path.uses.imports),
	);
	vote("defining-module", only(field.filter(({ path }) => path.defining)));
	vote(
		"shortest-public",
		best(field, ({ path }) => path.module.split(separator).length),
	);
	const [first, ...rest] = votes;
	const sure = first && DECIDES.has(first.reason);
	const agreed =
		first &&
		rest.every(
			({ reason, path }) => reason === "shortest-public" || path === first.path,
		);
	return sure || agreed
		? { path: first.path, reason: first.reason, votes }
		: { path: null, reason: null, votes };
}

const DECIDES: ReadonlySet<CanonicalReason> = new Set<CanonicalReason>([
	"configured",
	"only-path",
	"only-non-shim",
]);

const only = (candidates: readonly Candidate[]): PathId | null =>
	candidates.length === 1 ? (candidates[0]?.path.id ?? null) : null;

/** The one with the least measure; null when two share it. */
function best(
	candidates: readonly Candidate[],
	measure: (candidate: Candidate) => number,
): PathId | null {
	const [first, second] = [...candidates].sort(
		(a, b) => measure(a) - measure(b) || byText(a.path.id, b.path.id),
	);
	if (!first || (second && measure(first) === measure(second))) return null;
	return first.path.id;
}
