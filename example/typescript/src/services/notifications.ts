import { getWebSocketManager } from "@app/realtime/manager";

export function notify(message: string): number {
	return getWebSocketManager().broadcast(message);
}
