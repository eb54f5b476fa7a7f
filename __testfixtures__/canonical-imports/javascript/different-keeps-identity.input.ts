import { WebSocketManager, connect } from './ws/manager';
import { WebSocketManager as W } from './ws/manager';
import * as ws from './ws/manager';
export { WebSocketManager } from './ws/manager';
new ws.WebSocketManager();
