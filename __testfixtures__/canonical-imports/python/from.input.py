from acme.ws.manager import Manager

Manager()
