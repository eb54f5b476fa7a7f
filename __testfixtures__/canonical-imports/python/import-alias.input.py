import acme.ws.manager as m

m.Manager()
