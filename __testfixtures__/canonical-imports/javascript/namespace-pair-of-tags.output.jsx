import { button as Button, UnifiedManager } from './ws/websocket-manager';
export const a = <Button title="ws.button"><UnifiedManager.Part /></Button>;
