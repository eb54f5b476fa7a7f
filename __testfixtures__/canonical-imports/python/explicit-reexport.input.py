from acme.ws.manager import Manager as Manager
