from acme.ws.utils import Heartbeat
from acme.ws.websocket_manager import Mode
