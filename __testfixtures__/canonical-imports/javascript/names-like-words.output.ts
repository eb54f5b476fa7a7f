import { constructor, __proto__ as p } from './ws/manager';
import { connect } from './ws/websocket-manager';
import * as ws from './ws/manager';
ws.toString; ws.hasOwnProperty('connect');
