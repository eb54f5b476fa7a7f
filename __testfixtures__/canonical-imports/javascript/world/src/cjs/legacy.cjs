module.exports = require("./modern.cjs");
