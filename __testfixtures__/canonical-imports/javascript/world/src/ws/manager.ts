/** @deprecated import from ./websocket-manager */
export { UnifiedManager, UnifiedManager as WebSocketManager } from "./unified-manager";
export { connect, connect as openSocket, disconnect, limits, button } from "./unified-manager";
export type { Options, State } from "./types";
export { UnifiedManager as default } from "./unified-manager";
export const onlyHere = 1;
