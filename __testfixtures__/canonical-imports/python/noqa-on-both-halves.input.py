from acme.ws.manager import Manager, Heartbeat  # noqa: F401
