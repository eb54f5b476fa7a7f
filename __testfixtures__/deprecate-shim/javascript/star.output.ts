'use client';
export {
  /** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  A,
  /** @deprecated Use `import { make } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  make,
  /** @deprecated Use `import type { Options } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  type Options,
  /** @deprecated Use `import type { Shape } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  type Shape,
} from "./canonical";
export {
  /** @deprecated Use `import { C } from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
  C,
  /** @deprecated Use `import { shared } from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
  shared,
} from "./other";
export {
  /** @deprecated Use `import NAME from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  default,
} from "./canonical";
