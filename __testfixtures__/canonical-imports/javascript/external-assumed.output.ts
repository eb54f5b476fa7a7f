import old, { a as b } from 'new-lib';
import * as all from 'new-lib';
const { c } = require('new-lib');
export * from 'new-lib';
import 'old-lib/styles';
import { deep } from 'new-lib/parts/part';
all.d(all);
const names = ['old-lib', 'old-lib/deep/part'];
