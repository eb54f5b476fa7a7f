import { openSocket, disconnect } from './ws/manager';
import { openSocket as open } from './ws/manager';
import { openSocket as connect } from './ws/manager';
export { openSocket } from './ws/manager';
export { openSocket as connect } from './ws/manager';

openSocket('a');
