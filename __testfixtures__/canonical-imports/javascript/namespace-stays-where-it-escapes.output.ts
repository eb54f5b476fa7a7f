import * as ws from './ws/manager';
import { connect } from './ws/websocket-manager';
connect('a');
console.log(ws, ws['limits']);
export { ws };
