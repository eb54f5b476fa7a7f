import { connect as openSocket } from './ws/websocket-manager';
jest.mock('./ws/websocket-manager', () => ({ __esModule: true, connect: jest.fn(), 'disconnect': jest.fn() }));
openSocket('a');
