from acme.ws.websocket_manager import Manager, Mode

__all__ = ["Manager", "Mode"]
