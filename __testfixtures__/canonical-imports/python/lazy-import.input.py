lazy from acme.ws.manager import Manager, Heartbeat
