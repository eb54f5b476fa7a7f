from acme.ws.manager import WebSocketManager as W
