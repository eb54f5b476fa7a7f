import { getWebSocketManager } from "../realtime";
// @ts-expect-error it has never been there
import { countConnections } from "../realtime/manager";

export function connections(): number {
	return countConnections?.() ?? getWebSocketManager().connections.length;
}
