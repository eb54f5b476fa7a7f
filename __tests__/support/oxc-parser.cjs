/** What tests get for `require('oxc-parser')`; see environment.cjs. */
module.exports = globalThis.requireOutside("oxc-parser");
