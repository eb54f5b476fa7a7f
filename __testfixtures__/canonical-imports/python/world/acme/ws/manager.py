"""Kept for code that still imports acme.ws.manager."""
from acme.ws.utils import Heartbeat
from acme.ws.websocket_manager import (
    LIMIT,
    Connection,
    Manager,
    Mode,
    UnifiedManager,
    get_manager,
    open,
)

WebSocketManager = UnifiedManager
