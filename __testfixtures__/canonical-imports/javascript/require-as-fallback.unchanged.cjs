let manager;
try {
  manager = require('./ws/websocket-manager');
} catch {
  manager = require('./ws/manager');
}
manager.connect('a');

exports.load = () =>
  import('./ws/websocket-manager').catch(() => import('./ws/manager')).then((ws) => ws.connect('b'));

try {
  exports.limits = require('./ws/manager').limits;
} catch {
  const { limits } = require('./ws/websocket-manager');
  exports.limits = limits;
}
