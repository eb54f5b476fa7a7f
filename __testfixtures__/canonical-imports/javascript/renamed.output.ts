import {
  connect as openSocket,
  disconnect,
  connect as open,
  connect,
} from './ws/websocket-manager';
export { connect as openSocket } from './ws/websocket-manager';
export { connect } from './ws/websocket-manager';

openSocket('a');
