// Old home of A.
export {
  /** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  A,
  /** @deprecated Use `import { make as create } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  make as create,
} from "./canonical";
export type {
  /** @deprecated Use `import type { Options } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  Options,
} from './canonical'
