const ws = require('./ws/manager');
register(ws);
module.exports = require('./ws/manager');
const { connect, ...rest } = require('./ws/manager');
const net = require('./net/old-channel');
register(net, net.open);
