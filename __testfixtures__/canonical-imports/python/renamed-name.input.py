from acme.ws.manager import Manager
from acme.ws import manager

print(manager.Manager)
