const { openSocket } = await import('./ws/manager');
const { openSocket: open } = await import('./ws/manager');
const { openSocket: connect } = await import('./ws/manager');
import('./ws/manager').then((m) => m.openSocket);
import('./ws/manager').then(({ openSocket }) => openSocket('a'));
const ws = await import('./ws/manager');
ws.openSocket?.('a');
