export type {
  /** @deprecated Use `import type { A } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  A,
  /** @deprecated Use `import type { make } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  make,
  /** @deprecated Use `import type { Options } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  Options,
  /** @deprecated Use `import type { Shape } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  Shape,
} from "./canonical";
