const ws = require('./ws/manager');
sinon.stub(ws, 'connect').returns('b');
ws.connect('a');
