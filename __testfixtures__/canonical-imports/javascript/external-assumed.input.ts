import old, { a as b } from 'old-lib';
import * as all from 'old-lib';
const { c } = require('old-lib');
export * from 'old-lib';
import 'old-lib/styles';
import { deep } from 'old-lib/deep/part';
all.d(all);
const names = ['old-lib', 'old-lib/deep/part'];
