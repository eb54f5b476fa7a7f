from acme.ws.manager import (
    Heartbeat,  # beats
    # the last one
    WebSocketManager,  # different
)
from acme.ws.websocket_manager import (
    Manager,  # noqa: F401 manages
    Mode,
)
