/** What tests get for `require('oxc-parser/src-js/bindings')`; see environment.cjs. */
module.exports = globalThis.requireOutside("oxc-parser/src-js/bindings");
