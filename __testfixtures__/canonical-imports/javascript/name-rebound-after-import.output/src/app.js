const { state } = require("./old");
const ns = require("./new");
ns.state;
