import * as lib from 'new-lib';

lib.connect();
if (lib.hasOwnProperty('connect')) console.log(lib.toString());
