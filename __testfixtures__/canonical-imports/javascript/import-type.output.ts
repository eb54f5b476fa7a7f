import type { Options, State } from './ws/websocket-manager';
import type Manager from './ws/websocket-manager';
export type { Options } from './ws/websocket-manager';
let a: Options, b: State, c: Manager;
