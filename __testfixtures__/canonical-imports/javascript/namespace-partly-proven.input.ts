import * as ws from './ws/manager';
ws.connect(String(ws.onlyHere));
new ws.WebSocketManager();
