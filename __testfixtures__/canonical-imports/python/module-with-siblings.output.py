from acme.ws import types
from acme.ws.websocket_manager import Mode

print(Mode, types)
