const { start } = require("./legacy.cjs");
start();
