from acme.ws.websocket_manager import Manager
from acme.ws.websocket_manager import Mode

print "x", Mode
try:
    exec "1"
except ValueError, e:
    pass
print Manager
