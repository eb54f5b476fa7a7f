import { connect } from './ws/manager';
jest.mock('./ws/manager', () => ({ connect: jest.fn(), onlyHere: 2 }));
connect('a');
