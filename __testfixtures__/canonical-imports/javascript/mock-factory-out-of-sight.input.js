const { connect } = require('./ws/manager');
jest.doMock('./ws/manager', makeFactory);
jest.dontMock("./ws/manager");
connect();
