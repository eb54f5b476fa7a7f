const { openSocket, disconnect } = require('./ws/manager');
const { openSocket: connect, limits: { messages }, disconnect: off = openSocket } = require('./ws/manager');
const ws = require('./ws/manager');
ws.openSocket(ws.disconnect());
function inner() {
  const { openSocket = 1 } = ws;
  return openSocket;
}
