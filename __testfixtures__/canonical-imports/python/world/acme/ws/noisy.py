from acme.ws.websocket_manager import Connection, Manager

print("loaded")
