/** @deprecated Use `import { C } from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
exports.C = require("./other").C;
/** @deprecated Use `import { shared } from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
module.exports.shared = require("./other").shared;
