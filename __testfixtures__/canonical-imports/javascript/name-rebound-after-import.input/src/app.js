const { state } = require("./old");
const ns = require("./old");
ns.state;
