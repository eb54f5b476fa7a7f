export interface Connection {
	readonly user: string;
	send(message: string): void;
}
