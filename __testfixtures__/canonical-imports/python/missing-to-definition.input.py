from acme.ws.manager import Heartbeat, Mode
