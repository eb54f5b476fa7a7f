import type * as ws from './ws/manager';
let a: ws.Options, b: typeof ws.connect;
