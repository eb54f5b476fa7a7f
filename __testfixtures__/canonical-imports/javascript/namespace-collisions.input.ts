import * as ws from './ws/manager';
const connect = () => ws.connect('a');
function f(limits: number) {
  return ws.limits.messages + limits;
}
try {
  ws.disconnect();
} catch (disconnect) {}
