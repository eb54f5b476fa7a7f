/** @type {import('./ws/manager').Options} */
export let a;
/**
 * @param {import("./ws/manager").State} state with text about ./ws/manager
 * @returns {typeof import('./ws/manager').connect}
 */
export function f(state) {}
/** @import { Options, State as S } from './ws/manager' */
/** @typedef {import('./ws/manager').WebSocketManager} W */
