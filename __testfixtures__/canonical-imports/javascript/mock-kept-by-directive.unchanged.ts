import { connect } from './ws/manager';
// onepath-keep (mocks the old path)
jest.mock('./ws/manager', () => ({ connect: jest.fn() }));
connect('a');
