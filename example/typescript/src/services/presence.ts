import * as manager from "../realtime/manager";

export function online(users: readonly string[]): number {
	return manager.getWebSocketManager().broadcast(`online: ${users.join(", ")}`);
}
