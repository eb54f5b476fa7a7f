import type { Options, State } from './ws/manager';
import type Manager from './ws/manager';
export type { Options } from './ws/manager';
let a: Options, b: State, c: Manager;
