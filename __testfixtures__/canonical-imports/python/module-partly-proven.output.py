from acme.ws import manager
from acme.ws.websocket_manager import Mode

print(Mode, manager.Heartbeat)
