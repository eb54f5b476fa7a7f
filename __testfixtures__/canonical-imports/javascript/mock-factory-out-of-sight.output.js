const { connect } = require('./ws/websocket-manager');
jest.doMock('./ws/websocket-manager', makeFactory);
jest.dontMock("./ws/websocket-manager");
connect();
