import * as ws from './ws/manager';
ws.openSocket('a');
export const open = { openSocket: ws.openSocket };
new ws.default();
