/** @type {import('./ws/websocket-manager').Options} */
export let a;
/**
 * @param {import("./ws/websocket-manager").State} state with text about ./ws/manager
 * @returns {typeof import('./ws/websocket-manager').connect}
 */
export function f(state) {}
/** @import { Options, State as S } from './ws/websocket-manager' */
/** @typedef {import('./ws/manager').WebSocketManager} W */
