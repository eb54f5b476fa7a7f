"""The websocket manager: import it from here."""

from acme.realtime.websocket_core.protocols import Connection
from acme.realtime.websocket_core.unified_manager import _UnifiedWebSocketManager

UnifiedWebSocketManager = _UnifiedWebSocketManager


class _WebSocketManagerFactory:
    """Stops code that makes managers of its own."""

    def __new__(cls):
        raise RuntimeError("use get_websocket_manager()")


WebSocketManager = _WebSocketManagerFactory

_shared = UnifiedWebSocketManager()


def get_websocket_manager() -> UnifiedWebSocketManager:
    return _shared


__all__ = [
    "Connection",
    "UnifiedWebSocketManager",
    "WebSocketManager",
    "get_websocket_manager",
]
