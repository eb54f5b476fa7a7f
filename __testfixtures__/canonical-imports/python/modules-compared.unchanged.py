from acme.ws import manager, websocket_manager

assert manager.Mode is websocket_manager.Mode
