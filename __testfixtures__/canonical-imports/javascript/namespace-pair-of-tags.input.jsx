import * as ws from './ws/manager';
export const a = <ws.button title="ws.button"><ws.UnifiedManager.Part /></ws.button>;
