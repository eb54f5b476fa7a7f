#!/usr/bin/env node
export {
  /** @deprecated Use `import { C } from "./other"` (src/other.ts). It will be removed in 2.0. */
  C,
} from "./other";

console.warn(
	"onepath[src/legacy.js]: src/legacy.js is deprecated; " +
	"use: import { C } from \"./other\"; " +
	"it will be removed in 2.0",
);
