/**
 * From a map to the rules that would bring each symbol to the path to keep: one rule for a shim that goes as a
 * whole, else one for the names of a module that go. What the map leaves undecided comes apart, as a suggestion.
 *
 *   shim app.old: Manager, Room, both kept in app.new   ->  {from: "app.old", to: "app.new"}
 *   app.old: Manager -> app.new, Room -> app.rooms:Hall ->  {from, to, names: {Manager: ..., Room: "app.rooms:Hall"}}
 */
import type {
	MapData,
	MapDefinition,
	MapPath,
	Shim,
} from "../../transforms/core/map/types.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import { groupBy } from "../group.js";
import { BECAUSE } from "../report/map/because.js";

export interface Proposal {
	/** Without an id: a config that is read gives it one. */
	readonly rule: Omit<RuleInput, "id">;
	readonly decided: boolean;
	/** The shim that it empties, or null for a module that does more. */
	readonly shim: Shim | null;
	/** Imports by the paths that it moves. */
	readonly imports: number;
	readonly tests: number;
	/** Why it is not decided, a line for each name; else empty. */
	readonly open: readonly string[];
}

/** Proposals, those with most imports first; of one module the decided before the open. */
export function proposeRules(
	map: MapData,
	from: "map" | "shims",
): readonly Proposal[] {
	const definitions = new Map(map.definitions.map((each) => [each.id, each]));
	const byId = new Map(map.paths.map((path) => [path.id, path]));
	const shims = new Map(
		map.shims.map((shim) => [`${shim.language} ${shim.module}`, shim]),
	);
	const modules = groupBy(
		map.paths.filter(({ name }) => name !== null),
		({ language, module }) => `${language} ${module}`,
	);
	const proposals = [...modules].flatMap(([key, paths]) => {
		const shim = shims.get(key) ?? null;
		if (from === "shims" && shim === null) return [];
		// What a module that does more only offers is its own affair until somebody imports it from there.
		const own = paths.filter(({ uses }) => shim !== null || uses.imports > 0);
		const moves = own.flatMap((path) => moveOf(path, definitions, byId) ?? []);
		return [...decided(moves, own, shim, map), ...open(moves, shim, map)];
	});
	return proposals.sort((a, b) => b.imports - a.imports);
}

/** A path that is not the one to keep. `to` null: it is not decided which. */
interface Move {
	readonly path: MapPath;
	readonly definition: MapDefinition;
	readonly to: MapPath | null;
}

function moveOf(
	path: MapPath,
	definitions: ReadonlyMap<string, MapDefinition>,
	byId: ReadonlyMap<string, MapPath>,
): Move | null {
	const definition = definitions.get(path.definition ?? "");
	if (!definition?.canonical) return null;
	const kept = definition.canonical.path;
	if (kept === null) return { path, definition, to: null };
	const to = byId.get(kept) ?? null;
	// A name that is a module in itself has no name to move to.
	if (kept === path.id || to?.name == null) return null;
	// `DEFAULT_FORMAT = VMDK` says which value is chosen, and is no second path to it.
	const isChoice = definition.what === "value" && to.name !== path.name;
	return { path, definition, to: isChoice ? null : to };
}

function decided(
	moves: readonly Move[],
	own: readonly MapPath[],
	shim: Shim | null,
	map: MapData,
): readonly Proposal[] {
	const sure = moves.filter(({ to }) => to !== null);
	const [first] = sure;
	if (!first) return [];
	const whole =
		shim !== null &&
		sure.length === own.filter(({ status }) => status === "works").length &&
		sure.every(
			({ path, to }) =>
				to?.module === first.to?.module && to?.name === path.name,
		);
	const rule = whole
		? base(first, first.to?.module ?? "", map)
		: namesRule(sure, map);
	return [{ rule, decided: true, shim, ...countsOf(sure), open: [] }];
}

/** The first path that something speaks for, so that whoever agrees has only to take the comment away. */
function open(
	moves: readonly Move[],
	shim: Shim | null,
	map: MapData,
): readonly Proposal[] {
	const paths = new Map(map.paths.map((path) => [path.id, path]));
	const unsure = moves.flatMap((move): Move[] => {
		if (move.to !== null) return [];
		const { path: kept, votes = [] } = move.definition.canonical ?? {};
		const to = paths.get(kept ?? votes[0]?.path ?? "") ?? null;
		return to?.name == null || to.id === move.path.id ? [] : [{ ...move, to }];
	});
	if (unsure.length === 0) return [];
	const why = unsure.map(({ path, definition: { canonical } }) => {
		// The path to keep is decided, and still nobody is to be moved there.
		if (canonical?.path)
			return `${path.name}: another name for the value ${canonical.path}, which may be a choice of its own`;
		const votes = (canonical?.votes ?? []).map(
			({ reason, path: voted }) => `${voted} (${BECAUSE[reason]})`,
		);
		return `${path.name}: ${votes.join(", ")}`;
	});
	return [
		{
			rule: namesRule(unsure, map),
			decided: false,
			shim,
			...countsOf(unsure),
			open: why,
		},
	];
}

const countsOf = (
	moves: readonly Move[],
): Pick<Proposal, "imports" | "tests"> => ({
	imports: moves.reduce((sum, { path }) => sum + path.uses.imports, 0),
	tests: moves.reduce((sum, { path }) => sum + path.uses.tests, 0),
});

/** To the module where most of the names go; the others name theirs. */
function namesRule(
	moves: readonly Move[],
	map: MapData,
): Omit<RuleInput, "id"> {
	const targets = [...groupBy(moves, ({ to }) => to?.module ?? "")].sort(
		([, a], [, b]) => b.length - a.length,
	);
	const module = targets[0]?.[0] ?? "";
	const names: Record<string, string> = Object.create(null);
	for (const { path, to } of moves)
		if (path.name !== null && to !== null)
			names[path.name] =
				to.module === module ? (to.name ?? "") : `${to.module}:${to.name}`;
	return { ...base(moves[0] as Move, module, map), names };
}

/** A module of one segment could be written in several languages, so it says whose it is. */
function base(
	{ path: { module, language } }: Move,
	to: string,
	{ coverage }: MapData,
): Omit<RuleInput, "id"> {
	const plain = coverage.languages.length > 1 && !/[./]/.test(module);
	return { from: module, to, ...(plain ? { language } : {}) };
}
