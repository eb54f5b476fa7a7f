export {
	// kept for plugins
	/** @deprecated Use `import { A } from "./canonical.js"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	A,
	/** @deprecated Use `import type { Options } from "./canonical.js"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	type Options, // a type
	/** Makes an A. */
	/** @deprecated Use `import { make } from "./canonical.js"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	make,
} from "./canonical.js";
