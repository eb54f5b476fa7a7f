try:
    from acme.ws.manager import Heartbeat
    from acme.ws.websocket_manager import Manager
except ImportError:
    Manager = Heartbeat = None
