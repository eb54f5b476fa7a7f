/**
 * Reports every place that names a legacy module and changes nothing: one line each, under stock jscodeshift or
 * `onepath run`.
 *
 *   src/app.ts:3:10 from src/ws/manager.ts WebSocketManager
 */
import { defineTransform, describeReference } from "./languages/stock.js";

const transform = defineTransform(({ references }, report) => {
	for (const reference of references) report(describeReference(reference));
	return undefined;
});

export default transform;
/** What a file must spell to be worth reading; `onepath run` asks for it. */
export const needles = transform.needles;
