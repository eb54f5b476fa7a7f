from acme.ws.manager import Manager  # noqa: F401
