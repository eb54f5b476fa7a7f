const ws = require('./ws/websocket-manager');
sinon.stub(ws, 'connect').returns('b');
ws.connect('a');
