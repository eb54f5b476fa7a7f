import { connect } from './ws/manager';
jest.mock('./ws/manager', () => ({ connect: jest.fn() }));
jest.mock('./ws/websocket-manager', () => ({ extra: 2 }));
connect('a');
