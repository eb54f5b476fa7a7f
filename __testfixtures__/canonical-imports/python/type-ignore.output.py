from acme.ws.websocket_manager import Manager  # type: ignore[attr-defined]
