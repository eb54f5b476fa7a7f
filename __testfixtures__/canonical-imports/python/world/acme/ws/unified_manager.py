from acme.ws.types import Connection


class UnifiedManager:
    def connect(self) -> Connection:
        return Connection()
