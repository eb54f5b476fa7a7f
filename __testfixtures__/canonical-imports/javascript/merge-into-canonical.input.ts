import { disconnect } from './ws/websocket-manager';
import { connect } from './ws/manager';

connect('a');
