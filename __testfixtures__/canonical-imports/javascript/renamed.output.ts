import { connect as openSocket, disconnect } from './ws/websocket-manager';
import { connect as open } from './ws/websocket-manager';
import { connect } from './ws/websocket-manager';
export { connect as openSocket } from './ws/websocket-manager';
export { connect } from './ws/websocket-manager';

openSocket('a');
