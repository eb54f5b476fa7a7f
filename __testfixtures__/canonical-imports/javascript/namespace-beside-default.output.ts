import Manager, { connect } from './ws/websocket-manager';
new Manager().send(connect(''));
