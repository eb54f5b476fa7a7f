import type { Options, connect } from './ws/websocket-manager';
let a: Options, b: typeof connect;
