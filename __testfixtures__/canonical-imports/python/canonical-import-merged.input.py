from acme.ws.manager import Mode
from acme.ws.websocket_manager import Manager

print(Manager, Mode)
