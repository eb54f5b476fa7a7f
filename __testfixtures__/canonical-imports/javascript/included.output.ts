import { connect } from './ws/websocket-manager';
