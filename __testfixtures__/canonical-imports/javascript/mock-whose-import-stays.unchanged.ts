import { connect, onlyHere } from './ws/manager';
jest.mock('./ws/manager', () => ({ connect: jest.fn() }));
connect(String(onlyHere));
