try:
    from acme.ws.manager import Manager
except ImportError:
    from acme.ws.websocket_manager import Manager
