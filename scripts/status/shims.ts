/**
 * Which legacy modules can be deleted, and what stands in the way of the others. It looks at the whole tree, since a
 * use outside of the asked paths blocks as well as one inside, and at the module, since what it does would be lost.
 */
import { isLegacyUse } from "../../transforms/core/baseline.js";
import type { Language } from "../../transforms/core/language.js";
import type { LegacyModule } from "../../transforms/core/module-index.js";
import type { ShimContext } from "../../transforms/core/shims.js";
import type { Reference } from "../../transforms/core/types.js";
import type { OpenProject } from "../driver/read/project.js";
import { namedAsFiles } from "../shims/removal-files.js";
import type { ShimStatus } from "./result.js";

/** `references`: all of the tree's. */
export function shimStatus(
	{ module, file }: LegacyModule,
	references: readonly Reference[],
	language: Language,
	context: ShimContext & { readonly project: OpenProject },
): ShimStatus {
	const shim = file === null ? null : { key: module, id: file, reason: null };
	const besides = (shim && language.shims?.besides(shim, context)) ?? [];
	const known = references.filter(
		({ legacy, path, reason }) =>
			legacy.module === module &&
			path !== file &&
			// It stands in the module by another name, or is no use of it at all.
			reason !== "own-module" &&
			reason !== "hidden",
	);
	const isFree = shim && besides.length === 0 && !known.some(isUse);
	const places = isFree
		? [
				...known,
				...namedAsFiles(
					[{ language, modules: [shim] }],
					references,
					context.project,
				),
			]
		: known;
	const count = (wanted: Reference["outcome"]): number =>
		places.filter(({ outcome }) => outcome === wanted).length;
	const blockers = {
		toMove: count("rewrite"),
		refused: count("refuse"),
		kept: count("keep"),
		mentions: count("report"),
	};
	return {
		module,
		file,
		state:
			file === null
				? "gone"
				: besides.length > 0 || places.some(isUse)
					? "blocked"
					: places.length > 0
						? "mentioned"
						: "can-go",
		blockers,
		besides,
		places: [
			...places.filter(isLegacyUse),
			...places.filter((place) => !isLegacyUse(place)),
		],
	};
}

/** Does it need the module, and not only spell it? */
const isUse = ({ outcome }: Reference): boolean => outcome !== "report";
