import Manager from './ws/websocket-manager';
new Manager();
