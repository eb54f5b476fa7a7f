let a: import('./ws/manager').Options;
type B = typeof import('./ws/manager').connect;
let c: typeof import('./net/old-channel');
let d: typeof import('./ws/manager');
let e: import("./ws/manager").WebSocketManager;
