import * as lib from 'old-lib';

lib.connect();
if (lib.hasOwnProperty('connect')) console.log(lib.toString());
