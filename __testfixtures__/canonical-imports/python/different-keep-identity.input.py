from acme.ws.manager import WebSocketManager, Mode
