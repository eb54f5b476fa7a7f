import { UnifiedWebSocketManager } from "./unified-manager";

export type { Connection } from "./protocols";
export { UnifiedWebSocketManager };

/** Stops code that makes managers of its own. */
export class WebSocketManager {
	constructor() {
		throw new Error("use getWebSocketManager()");
	}
}

const shared = new UnifiedWebSocketManager();

export function getWebSocketManager(): UnifiedWebSocketManager {
	return shared;
}
