"""The implementation."""

from acme.realtime.websocket_core.protocols import Connection


class _UnifiedWebSocketManager:
    def __init__(self) -> None:
        self.connections: list[Connection] = []

    def connect(self, connection: Connection) -> None:
        self.connections.append(connection)

    def broadcast(self, message: str) -> int:
        for connection in self.connections:
            connection.send(message)
        return len(self.connections)
