import { disconnect, connect } from './ws/websocket-manager';

connect('a');
