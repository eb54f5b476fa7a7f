/**
 * Jest's sandbox can't `require` an ES module on Node 20, though Node itself can, and parsers are loaded by
 * `require` so that nothing pays for them before the first parse. The environment hands Node's own to the
 * sandbox; `oxc-parser.cjs` uses it.
 */
const { TestEnvironment } = require("jest-environment-node");

module.exports = class extends TestEnvironment {
	constructor(...args) {
		super(...args);
		this.global.requireOutside = require;
	}
};
