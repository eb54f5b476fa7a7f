from acme.ws.websocket_manager import Manager

del Manager
