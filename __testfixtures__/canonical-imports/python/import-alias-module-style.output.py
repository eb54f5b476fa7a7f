import acme.ws.websocket_manager as m

m.Manager()
