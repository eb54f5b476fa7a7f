import * as ws from './ws/manager';
import { disconnect } from './ws/websocket-manager';
(ws as any).connect = () => {};
disconnect();
