import ws = require('./ws/websocket-manager');
import net = require('./net/channel');
export import again = require('./net/channel');
ws.connect(ws.limits.messages + '');
net.open();
let o: ws.Options;
