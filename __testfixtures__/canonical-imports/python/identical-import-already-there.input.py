from acme.ws.websocket_manager import Mode
from acme.ws.manager import Mode
