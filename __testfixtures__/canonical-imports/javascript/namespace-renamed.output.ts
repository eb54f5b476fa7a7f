import { connect, UnifiedManager } from './ws/websocket-manager';
connect('a');
export const open = { openSocket: connect };
new UnifiedManager();
