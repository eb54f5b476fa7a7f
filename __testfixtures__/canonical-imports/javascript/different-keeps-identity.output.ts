import { UnifiedManager as WebSocketManager, connect } from './ws/websocket-manager';
import { UnifiedManager as W } from './ws/websocket-manager';
import { UnifiedManager } from './ws/websocket-manager';
export { UnifiedManager as WebSocketManager } from './ws/websocket-manager';
new UnifiedManager();
