// Compatibility layer. Its WebSocketManager is not the one of ./websocket-manager.
export {
	type Connection,
	getWebSocketManager,
	UnifiedWebSocketManager,
	UnifiedWebSocketManager as WebSocketManager,
} from "./websocket-manager";
