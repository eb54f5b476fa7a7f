// what comes before
const a = require('a') // what a is for

const b = require('b') /* b */
const c = require('c')
// what is said below
import many from 'many'
if (a) {
  b(c, many)
}
//# sourceMappingURL=x.js.map
