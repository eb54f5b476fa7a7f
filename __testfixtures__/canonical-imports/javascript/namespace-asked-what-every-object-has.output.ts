import * as lib from 'new-lib';
import * as names from './ws/manager';
import { connect } from './ws/websocket-manager';

lib.connect();
if (lib.hasOwnProperty('connect')) console.log(lib.toString());
connect();
console.log(names.hasOwnProperty('connect'));
