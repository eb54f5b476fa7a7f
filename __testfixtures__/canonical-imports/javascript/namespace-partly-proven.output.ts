import * as ws from './ws/manager';
import { connect } from './ws/websocket-manager';
connect(String(ws.onlyHere));
new ws.WebSocketManager();
