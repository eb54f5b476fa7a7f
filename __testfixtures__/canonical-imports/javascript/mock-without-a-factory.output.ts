import { connect } from './ws/manager';
import { open } from './net/channel';
jest.mock('./ws/manager');
jest.mock('./net/channel');
connect('a');
open();
