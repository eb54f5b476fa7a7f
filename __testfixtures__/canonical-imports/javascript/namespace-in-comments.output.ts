import * as ws from './ws/manager';
import { disconnect } from './ws/websocket-manager';
// ws.connect is called below
ws /* why */ .connect('a');
disconnect(/* all of them */);
