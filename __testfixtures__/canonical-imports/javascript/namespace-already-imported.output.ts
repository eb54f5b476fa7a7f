import { connect, disconnect } from './ws/websocket-manager';
connect(connect(''));
disconnect();
