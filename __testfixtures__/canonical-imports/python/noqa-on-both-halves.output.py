from acme.ws.manager import Heartbeat  # noqa: F401
from acme.ws.websocket_manager import Manager  # noqa: F401
