import {
	type Connection,
	WebSocketManager, // a room has connections of its own
} from "@app/realtime/manager";

export class Room {
	readonly manager = new WebSocketManager();

	join(connection: Connection): void {
		this.manager.connect(connection);
	}
}
