import { connect } from './ws/manager';
import { open } from './net/old-channel';
jest.mock('./ws/manager');
jest.mock('./net/old-channel');
connect('a');
open();
