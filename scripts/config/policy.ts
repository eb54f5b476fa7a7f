/** What is done where neither the command line nor the config says otherwise: the careful choice each time. */
import type { Policy } from "../../transforms/core/types.js";

export const DEFAULT_POLICY: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};
