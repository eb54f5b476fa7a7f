import { WebSocketManager } from './ws/manager';
