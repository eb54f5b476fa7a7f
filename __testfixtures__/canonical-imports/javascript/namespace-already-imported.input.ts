import { connect } from './ws/websocket-manager';
import * as ws from './ws/manager';
connect(ws.connect(''));
ws.disconnect();
