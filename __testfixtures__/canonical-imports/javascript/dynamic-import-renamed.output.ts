const { connect: openSocket } = await import('./ws/websocket-manager');
const { connect: open } = await import('./ws/websocket-manager');
const { connect } = await import('./ws/websocket-manager');
import('./ws/websocket-manager').then((m) => m.connect);
import('./ws/websocket-manager').then(({ connect: openSocket }) => openSocket('a'));
const ws = await import('./ws/websocket-manager');
ws.connect?.('a');
