const { connect: openSocket, disconnect } = require('./ws/websocket-manager');
const { connect, limits: { messages }, disconnect: off = openSocket } = require('./ws/websocket-manager');
const ws = require('./ws/websocket-manager');
ws.connect(ws.disconnect());
function inner() {
  const { connect: openSocket = 1 } = ws;
  return openSocket;
}
