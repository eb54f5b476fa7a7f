from acme.ws.websocket_manager import Mode

x: "Mode | None" = None
