from .ws.websocket_manager import Manager
