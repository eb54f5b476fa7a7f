from acme.ws.websocket_manager import Mode
