import * as canonical from "./canonical";
export {
  /** @deprecated Use `import * as canonical from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
  canonical,
};
