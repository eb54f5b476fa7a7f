import {
  connect as wsConnect,
  limits as wsLimits,
  disconnect,
} from './ws/websocket-manager';
const connect = () => wsConnect('a');
function f(limits: number) {
  return wsLimits.messages + limits;
}
try {
  disconnect();
} catch (disconnect) {}
