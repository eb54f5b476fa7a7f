export { /** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */ A /* the first */, /** @deprecated Use `import { make } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */ make } from "./canonical"; // trailing
export {
	/** @deprecated Use `import { A as NAME } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	A as "a name", /** @deprecated Use `import { make as create } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */ make as create,
	/** @deprecated Use `import type { Options } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	type Options } from "./canonical"
export {
	/** @deprecated Use `import { A as NAME } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	A as default,
} from "./canonical";export {
	/** @deprecated Use `import { make as other } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	make as other,
} from "./canonical"
