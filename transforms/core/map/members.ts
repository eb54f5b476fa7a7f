/**
 * What files take out of the modules that they hold. Only the graph knows which of the names that a file binds are
 * modules, so those files are asked a second time when the paths of their imports are known.
 *
 *   import p.m as m; m.A.run()      ->   path p.m:A, form attribute
 *   m.__name__   m.not_there        ->   nothing: the module does not offer it
 */
import type { Resolution } from "../resolution.js";
import type { ModuleId } from "../types.js";
import type { Collector, FoundPath } from "./collect.js";
import type { AskedLead } from "./looks.js";
import type { HeldModule, Leads, Member, RawUse } from "./record.js";
import type { MapSource } from "./support.js";

/** Forms that bind a variable to what they name. */
const BINDS: ReadonlySet<RawUse["form"]> = new Set<RawUse["form"]>([
	"from",
	"relative",
	"module",
	"dotted",
	"require",
]);

/**
 * Does it bind a variable to the very module? What a module hands on as a namespace of its own is a name of that
 * module, and whoever takes something out of it names no other.
 */
export const isHeld = ({ form }: RawUse, { name, end }: FoundPath): boolean =>
	name === null && end.kind === "module" && BINDS.has(form);

/** `held`: the uses of the file that hold a module. */
export function* takenOut(
	held: readonly RawUse[],
	file: ModuleId,
	collector: Collector,
): Generator<{
	readonly path: FoundPath;
	readonly use: Pick<RawUse, "specifier" | "line" | "column" | "time">;
}> {
	const leads: Leads = (from, chain) =>
		taken(from, chain, file, collector) !== null;
	for (const member of membersOf(file, held, leads, collector.source)) {
		const { specifier, chain, time } = member;
		const names = chain.map(({ name }) => name);
		const found = taken(member, names, file, collector);
		const at = found && chain[found.index];
		if (at)
			yield {
				path: found.path,
				use: { specifier, line: at.line, column: at.column, time },
			};
	}
}

/**
 * Whether names lead somewhere the rest of the tree decides, and everything else the text: where a file holds the same
 * modules and each question has the answer that it had, it takes out what it did, and is not read.
 */
function membersOf(
	file: ModuleId,
	uses: readonly RawUse[],
	leads: Leads,
	{ support, project, kept }: MapSource,
): readonly Member[] {
	const held = uses.map(({ specifier, name, line, column, time }) => {
		return { specifier, name, line, column, time };
	});
	const before = kept?.get(file)?.members;
	if (
		before &&
		isSame(before.held, held) &&
		before.asked.every(([from, chain, answer]) => leads(from, chain) === answer)
	)
		return before.taken;
	const text = project.read(file);
	if (!text) return [];
	const asked: AskedLead[] = [];
	const taken = support.members(text, held, ({ specifier, name }, chain) => {
		const answer = leads({ specifier, name }, chain);
		asked.push([{ specifier, name }, chain, answer]);
		return answer;
	});
	kept?.set(file, { members: { held, asked, taken } });
	return taken;
}

const isSame = (a: readonly HeldModule[], b: readonly HeldModule[]): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

/**
 * The first of the chain that is no module. Null where there is none, and where the module does not offer it: it
 * may have been put there, or be one that all modules have.
 */
function taken(
	{ specifier, name }: Pick<Member, "specifier" | "name">,
	chain: readonly string[],
	file: ModuleId,
	collector: Collector,
): { readonly path: FoundPath; readonly index: number } | null {
	let at = collector.from(specifier, name, file);
	for (const [index, next] of chain.entries()) {
		if (at?.end.kind !== "module") return null;
		const path = collector.path(at.end.module, next);
		if (!isOffered(path.end)) return null;
		if (path.end.kind !== "module") return { path, index };
		at = path;
	}
	return null;
}

const isOffered = ({ kind, chain }: Resolution): boolean =>
	kind !== "absent" &&
	kind !== "no-module" &&
	kind !== "unknown" &&
	// What the language gives to every module is bound by none.
	!(kind === "definition" && chain.length === 0);
