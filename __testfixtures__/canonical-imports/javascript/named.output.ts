import { connect } from './ws/websocket-manager';

connect('a');
