import { connect, limits } from './ws/manager';

jest.mock('./ws/manager', () => ({
  ...jest.requireActual('./ws/manager'),
  connect: jest.fn(),
}));

const { disconnect } = jest.requireActual('./ws/manager');
connect(String(limits.messages));
disconnect();
