const old = require("./old");

old.connect();
function local() {
	const old = require("./core");
	return old.connect;
}
module.exports = { local };
