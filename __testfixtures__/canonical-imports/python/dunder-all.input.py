from acme.ws.manager import Manager, Mode

__all__ = ["Manager", "Mode"]
