from acme.ws.websocket_manager import (
    Connection,
    Manager,
    Mode,
)

print(Manager, Mode)
