export {
  /** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts). It will be removed in 2.0. */
  A,
  make,
} from "./canonical";
