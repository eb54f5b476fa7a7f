import ws = require('./ws/manager');
import net = require('./net/old-channel');
export import again = require('./net/old-channel');
ws.connect(ws.limits.messages + '');
net.open();
let o: ws.Options;
