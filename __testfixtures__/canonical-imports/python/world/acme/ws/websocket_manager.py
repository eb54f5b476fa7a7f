"""The canonical module."""
from acme.ws.types import Connection, Mode
from acme.ws.unified_manager import UnifiedManager

Manager = UnifiedManager
LIMIT = 10


class WebSocketManager:
    """A factory that shares its name with the class the legacy module offers."""


def get_manager():
    return UnifiedManager()


def open(url):
    return url
