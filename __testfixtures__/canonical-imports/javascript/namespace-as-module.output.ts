import * as ws from './ws/websocket-manager';
ws.connect('a');
let o: ws.Options;
