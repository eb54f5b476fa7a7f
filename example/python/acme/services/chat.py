"""Pattern 1: names from the module."""

from acme.realtime.websocket_core.manager import (
    Connection,
    WebSocketManager,  # a room has connections of its own
)


class Room:
    def __init__(self) -> None:
        self.manager = WebSocketManager()

    def join(self, connection: Connection) -> None:
        self.manager.connect(connection)
