lazy from acme.ws.manager import Heartbeat
lazy from acme.ws.websocket_manager import Manager
