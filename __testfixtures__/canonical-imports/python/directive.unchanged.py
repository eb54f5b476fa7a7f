from acme.ws.manager import Mode  # onepath: keep (a test of the shim)
# onepath: keep
from acme.ws.manager import Manager
from acme.ws import manager  # onepath: keep

print(manager.Mode)
