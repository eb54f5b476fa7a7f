export { UnifiedManager, connect, disconnect, limits, button } from "./unified-manager";
export type { Options, State } from "./types";
export class WebSocketManager {
  create() {}
}
export const extra = 1;
export { UnifiedManager as default } from "./unified-manager";
