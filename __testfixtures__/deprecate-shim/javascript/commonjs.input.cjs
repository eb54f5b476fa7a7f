exports.C = require("./other").C;
module.exports.shared = require("./other").shared;
