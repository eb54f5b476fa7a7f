from acme.ws.manager import (
    Heartbeat,  # beats
    Manager,  # noqa: F401 manages
    Mode,
    # the last one
    WebSocketManager,  # different
)
