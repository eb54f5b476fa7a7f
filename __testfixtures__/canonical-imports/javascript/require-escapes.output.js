const ws = require('./ws/manager');
register(ws);
module.exports = require('./ws/manager');
const { connect, ...rest } = require('./ws/manager');
const net = require('./net/channel');
register(net, net.open);
