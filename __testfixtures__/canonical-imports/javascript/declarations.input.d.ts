import { Options } from './ws/manager';
export declare const a: Options;
export { connect } from './ws/manager';
declare const b: import('./ws/manager').State;
declare module 'other' {
  import { limits, onlyHere } from './ws/manager';
  export type L = typeof limits;
}
