from acme.ws.websocket_manager import Manager

try:
    from acme.ws.websocket_manager import Mode
except ImportError:
    Mode = None
