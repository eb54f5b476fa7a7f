const other = require("./other.ts");
exports.C = other.C;
module.exports.D = 4;
