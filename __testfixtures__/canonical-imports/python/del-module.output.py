from acme.ws import websocket_manager

X = websocket_manager.Mode
del websocket_manager
