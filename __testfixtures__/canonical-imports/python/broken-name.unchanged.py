from acme.ws.manager import Nothing
