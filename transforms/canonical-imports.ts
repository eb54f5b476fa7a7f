/**
 * Points every import of a legacy module at its canonical one, in one file at a time; this is what stock
 * jscodeshift runs:
 *
 *   jscodeshift -t node_modules/onepath/dist/transforms/canonical-imports.js --extensions=ts,tsx --parser=tsx \\
 *     --rules='[{"from": "src/ws/manager.ts", "to": "src/ws/websocket_manager.ts"}]' src
 *
 *   import { WebSocketManager } from './manager';  ->  import { WebSocketManager } from './websocket_manager';
 *
 * With one file nothing can be proven, so every rewrite is the rule author's word (`assumed`); `onepath migrate`
 * plans the same changes with the whole tree in view. What is refused is reported and left as it is.
 */
import { applyEdits } from "./core/edits.js";
import { defineTransform, describeReference } from "./languages/stock.js";

const transform = defineTransform(({ file, references, changes }, report) => {
	for (const reference of references)
		if (reference.outcome === "refuse" || reference.outcome === "report")
			report(
				`${describeReference(reference)}: ${reference.reason}, ${reference.detail}`,
			);
	if (changes.length === 0) return undefined;
	return applyEdits(
		file.text,
		changes.flatMap(({ edits }) => edits),
		file.path,
	);
});

export default transform;
/** What a file must spell to be worth reading; `onepath run` asks for it. */
export const needles = transform.needles;
