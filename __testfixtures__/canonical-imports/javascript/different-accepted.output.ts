import { WebSocketManager } from './ws/websocket-manager';
