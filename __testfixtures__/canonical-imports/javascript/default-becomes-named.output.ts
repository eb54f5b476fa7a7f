import {
  UnifiedManager as Manager,
  UnifiedManager,
  connect,
} from './ws/websocket-manager';
export { UnifiedManager as default } from './ws/websocket-manager';
export { UnifiedManager as Main, disconnect } from './ws/websocket-manager';
