from acme.ws.manager import Manager  # type: ignore[attr-defined]
