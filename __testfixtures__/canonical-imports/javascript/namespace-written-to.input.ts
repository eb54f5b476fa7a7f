import * as ws from './ws/manager';
(ws as any).connect = () => {};
ws.disconnect();
