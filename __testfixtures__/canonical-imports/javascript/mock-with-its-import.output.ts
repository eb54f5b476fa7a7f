import { connect, limits } from './ws/websocket-manager';

jest.mock('./ws/websocket-manager', () => ({
  ...jest.requireActual('./ws/websocket-manager'),
  connect: jest.fn(),
}));

const { disconnect } = jest.requireActual('./ws/websocket-manager');
connect(String(limits.messages));
disconnect();
