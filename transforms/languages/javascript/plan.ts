/**
 * From the candidate files to references and changes. Each site that names a legacy module goes to the planner of
 * its kind; what one call holds inside another is moved with it; mocks tie files together; what is left is settled.
 */
import type { PlanContext } from "../../core/language.js";
import type {
	Change,
	FileFailure,
	LanguagePlan,
	Reference,
	SourceFile,
} from "../../core/types.js";
import { searchesOf, spellsWhole } from "./queries.js";
import { holdAugmentations, planAugmentation } from "./rewrite/augment.js";
import { FileInHand, type LegacySite } from "./rewrite/hand.js";
import { planStatement } from "./rewrite/imports.js";
import { joinStatements } from "./rewrite/join.js";
import { groupMocks } from "./rewrite/mock-groups.js";
import { GIVES_MODULE, planMock } from "./rewrite/mocks.js";
import { type Proposal, settle, withdraw } from "./rewrite/proposal.js";
import { Rulings } from "./rewrite/rulings.js";
import { expectMocks } from "./rewrite/stand-ins.js";
import { planText } from "./rewrite/text-sites.js";
import { planTypeSite } from "./rewrite/type-sites.js";
import { undeclaredPackages } from "./rewrite/undeclared.js";
import { planValue } from "./rewrite/values.js";
import { rulingOnMock } from "./rewrite/whole.js";
import { planStar, planWhole } from "./rewrite/whole-sites.js";
import { scanJavaScript } from "./scan.js";
import { lineCounter } from "./source/lines.js";
import type { SiteKind } from "./source/syntax.js";

type Planner = (hand: FileInHand, at: LegacySite) => Proposal[];

const PLANNERS: Readonly<Record<SiteKind, Planner>> = {
	import: planStatement,
	"export-from": planStatement,
	"jsdoc-import": planStatement,
	"export-star": planStar,
	"import-equals": planValue,
	"dynamic-import": planValue,
	require: planValue,
	mock: (hand, at) =>
		(GIVES_MODULE.test(at.site.callee ?? "") ? planValue : planMock)(hand, at),
	"import-type": planTypeSite,
	"jsdoc-type": planTypeSite,
	"declare-module": planAugmentation,
	"require-resolve": planWhole,
	"import-meta-resolve": planWhole,
	"new-url": planWhole,
	"reference-directive": planWhole,
	string: planText,
	comment: planText,
};

/** Pure: the answer depends on the candidates and the context alone, and nothing is written. */
export function planJavaScript(
	candidates: readonly SourceFile[],
	context: PlanContext,
): LanguagePlan {
	const searches = searchesOf(context.rules, context.project);
	const rulings = new Rulings(context);
	const failures: FileFailure[] = [];
	const hands = new Map<string, FileInHand>();
	const proposals: Proposal[] = [];
	let expected = false;
	for (const file of candidates) {
		const whole = spellsWhole(searches, file.text);
		const scan = scanJavaScript(file, searches.needles, whole);
		const [problem] = scan.problems;
		if (problem) {
			failures.push({
				path: file.path,
				message: describeProblem(file, problem),
			});
			continue;
		}
		const hand = new FileInHand(file, scan, rulings);
		hands.set(file.path, hand);
		const planned = planFile(hand);
		proposals.push(...planned);
		if (!expected) expected = expectMocks(planned, context);
		hand.forgetScopes();
	}
	const byPath = new Map(
		[...hands.keys()].map((path) => [path, [] as Proposal[]]),
	);
	const grouped = groupMocks(proposals, context);
	for (const proposal of grouped) byPath.get(proposal.path)?.push(proposal);
	const references: Reference[] = [];
	const changes: Change[] = [];
	for (const [path, hand] of hands) {
		const held = holdAugmentations(byPath.get(path) ?? []);
		const joined = joinStatements(hand, held);
		const settled = settle(hand.file, joined);
		references.push(...settled.references);
		changes.push(...settled.changes);
	}
	return {
		references,
		changes,
		failures,
		notes: undeclaredPackages(grouped, context.project),
		filesConsulted: rulings.consulted,
	};
}

function describeProblem(
	file: SourceFile,
	{ offset, message }: { offset: number; message: string },
): string {
	const line = lineCounter(file.text)(offset);
	const column = offset - file.text.lastIndexOf("\n", offset - 1);
	return `${line}:${column} ${message}`;
}

function planFile(hand: FileInHand): Proposal[] {
	const legacy: LegacySite[] = [];
	for (const site of hand.scan.sites) {
		const module = hand.rulings.places.legacy(site.specifier, hand.file.path);
		if (module) legacy.push({ site, module });
	}
	const outer = new Map<LegacySite, Proposal>();
	const proposals: Proposal[] = [];
	for (const at of legacy) {
		if (containerOf(hand.text, at, legacy)) continue;
		const own = PLANNERS[at.site.kind](hand, at);
		proposals.push(...own);
		if (own[0]) outer.set(at, own[0]);
	}
	for (const at of legacy) {
		const container = containerOf(hand.text, at, legacy);
		const around = container && outer.get(container);
		if (!container || !around) continue;
		const joined = join(hand, around, at);
		proposals[proposals.indexOf(around)] = joined;
		outer.set(container, joined);
	}
	return proposals;
}

/**
 * The call with which a site moves: one that names the same module around it
 * (`jest.mock('m', () => ({...jest.requireActual('m')}))`), or one whose type it states
 * (`require('m') as typeof import('m')`).
 */
function containerOf(
	text: string,
	at: LegacySite,
	legacy: readonly LegacySite[],
): LegacySite | null {
	const holds = ({ site: { kind, span } }: LegacySite): boolean =>
		(kind === "mock" &&
			span.start <= at.site.span.start &&
			at.site.span.end <= span.end) ||
		(at.site.kind === "import-type" &&
			CALLS.has(kind) &&
			span.end < at.site.span.start &&
			STATES_TYPE.test(text.slice(span.end, at.site.span.start)));
	return (
		legacy.find(
			(other) =>
				other !== at && other.module.id === at.module.id && holds(other),
		) ?? null
	);
}

const CALLS = new Set<SiteKind>(["require", "dynamic-import", "mock"]);
const STATES_TYPE = /^[\s)]*(?:as|satisfies)\s+(?:typeof\s+)?$/;

/** What stands inside a mock moves with it: together they are one change, or none. */
function join(hand: FileInHand, around: Proposal, at: LegacySite): Proposal {
	const [own] = PLANNERS[at.site.kind](hand, at);
	if (!own) return around;
	const ruling =
		own.edits.length === 0
			? rulingOnMock(
					hand.rulings,
					hand.asked(at),
					"stands inside the mock of the same module, and moves with it",
				)
			: null;
	const inside: Proposal = ruling?.to
		? {
				...own,
				edits: [{ ...at.site.literal, text: ruling.to.specifier }],
				drafts: own.drafts.map((draft) => ({
					...draft,
					ruling: draft.ruling.to
						? draft.ruling
						: { ...ruling, legacy: draft.ruling.legacy },
				})),
			}
		: own;
	const both = {
		...around,
		edits: [...around.edits, ...inside.edits],
		drafts: [...around.drafts, ...inside.drafts],
	};
	if (around.edits.length > 0 && inside.edits.length > 0) return both;
	return withdraw(
		both,
		"patched",
		around.edits.length > 0
			? "what stands inside the mock stays with the legacy module"
			: "the mock around it stays with the legacy module",
	);
}
