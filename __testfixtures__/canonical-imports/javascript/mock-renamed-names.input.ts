import { openSocket } from './ws/manager';
jest.mock('./ws/manager', () => ({ __esModule: true, openSocket: jest.fn(), 'disconnect': jest.fn() }));
openSocket('a');
