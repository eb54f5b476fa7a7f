import type { Connection } from "./protocols";

export class UnifiedWebSocketManager {
	readonly connections: Connection[] = [];

	connect(connection: Connection): void {
		this.connections.push(connection);
	}

	broadcast(message: string): number {
		for (const connection of this.connections) connection.send(message);
		return this.connections.length;
	}
}
