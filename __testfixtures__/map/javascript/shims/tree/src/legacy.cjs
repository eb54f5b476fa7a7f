const { start } = require("./core");

module.exports = { start };
