from acme.ws.manager import Manager as Old
from acme.ws.websocket_manager import Manager as New

assert Old is New
