import {} from './ws/websocket-manager';
export {} from './ws/websocket-manager';
