from .websocket_manager import Manager
