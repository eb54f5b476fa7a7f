from acme.ws.manager import Manager

del Manager
