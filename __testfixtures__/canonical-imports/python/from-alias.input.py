from acme.ws.manager import Manager as Q

Q()
