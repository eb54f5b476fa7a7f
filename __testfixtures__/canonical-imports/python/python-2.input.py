from acme.ws import manager
from acme.ws.manager import Mode

print "x", Mode
try:
    exec "1"
except ValueError, e:
    pass
print manager.Manager
