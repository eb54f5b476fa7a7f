let a: import('./ws/websocket-manager').Options;
type B = typeof import('./ws/websocket-manager').connect;
let c: typeof import('./net/channel');
let d: typeof import('./ws/manager');
let e: import("./ws/manager").WebSocketManager;
