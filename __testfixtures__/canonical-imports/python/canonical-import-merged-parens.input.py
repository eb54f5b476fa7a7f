from acme.ws.websocket_manager import (
    Connection,
    Manager,
)
from acme.ws.manager import Mode

print(Manager, Mode)
