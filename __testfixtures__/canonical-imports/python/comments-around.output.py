# above
from acme.ws.websocket_manager import Manager  # isort: skip
# below
