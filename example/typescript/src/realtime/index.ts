export type { Connection } from "./manager";
export { getWebSocketManager } from "./manager";
