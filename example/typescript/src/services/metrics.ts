// @ts-expect-error it has never been there

import { getWebSocketManager } from "../realtime";
import { countConnections } from "../realtime/manager";

export function connections(): number {
	return countConnections?.() ?? getWebSocketManager().connections.length;
}
