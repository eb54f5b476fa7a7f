const other = require("./other.ts");
/** @deprecated Use `import { C } from "./other.ts"` (src/other.ts): one path to A. It will be removed in 2.0. */
exports.C = other.C;
module.exports.D = 4;
