import {
  UnifiedManager as WebSocketManager,
  connect,
  UnifiedManager as W,
  UnifiedManager,
} from './ws/websocket-manager';
export { UnifiedManager as WebSocketManager } from './ws/websocket-manager';
new UnifiedManager();
