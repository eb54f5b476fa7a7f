import acme.ws.manager

x: "acme.ws.manager.Mode | None" = None
