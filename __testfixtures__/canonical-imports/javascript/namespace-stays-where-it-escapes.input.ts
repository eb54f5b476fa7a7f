import * as ws from './ws/manager';
ws.connect('a');
console.log(ws, ws['limits']);
export { ws };
