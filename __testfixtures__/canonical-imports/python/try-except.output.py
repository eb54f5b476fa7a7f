try:
    from acme.ws.websocket_manager import Manager
except ImportError:
    Manager = None
