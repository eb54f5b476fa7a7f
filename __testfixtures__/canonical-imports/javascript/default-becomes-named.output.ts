import { UnifiedManager as Manager } from './ws/websocket-manager';
import { UnifiedManager, connect } from './ws/websocket-manager';
export { UnifiedManager as default } from './ws/websocket-manager';
export { UnifiedManager as Main, disconnect } from './ws/websocket-manager';
