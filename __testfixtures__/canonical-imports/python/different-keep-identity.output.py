from acme.ws.websocket_manager import UnifiedManager as WebSocketManager, Mode
