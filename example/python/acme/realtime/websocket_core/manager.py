"""Compatibility layer: hands on the names of `websocket_manager`."""

from acme.realtime.websocket_core.websocket_manager import (
    Connection,
    UnifiedWebSocketManager,
    get_websocket_manager,
)

# Not the factory that websocket_manager calls WebSocketManager.
WebSocketManager = UnifiedWebSocketManager

__all__ = [
    "Connection",
    "UnifiedWebSocketManager",
    "WebSocketManager",
    "get_websocket_manager",
]
