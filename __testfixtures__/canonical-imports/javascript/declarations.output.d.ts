import { Options } from './ws/websocket-manager';
export declare const a: Options;
export { connect } from './ws/websocket-manager';
declare const b: import('./ws/websocket-manager').State;
declare module 'other' {
  import { onlyHere } from './ws/manager';
  import { limits } from './ws/websocket-manager';
  export type L = typeof limits;
}
