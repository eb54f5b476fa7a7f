import * as lib from 'old-lib';
import * as names from './ws/manager';

lib.connect();
if (lib.hasOwnProperty('connect')) console.log(lib.toString());
names.connect();
console.log(names.hasOwnProperty('connect'));
