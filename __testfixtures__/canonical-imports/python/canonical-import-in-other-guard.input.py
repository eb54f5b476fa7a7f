from acme.ws.websocket_manager import Manager

try:
    from acme.ws.manager import Mode
except ImportError:
    Mode = None
