// what comes before
import a from 'a' // what a is for

import b from 'b' /* b */
import c from 'c'
// what is said below
import {
  aNameThatIsLong0,
  aNameThatIsLong1,
  aNameThatIsLong2,
  aNameThatIsLong3,
  aNameThatIsLong4,
  aNameThatIsLong5,
} from 'many'
if (a) {
  b(c, many)
}
//# sourceMappingURL=x.js.map
