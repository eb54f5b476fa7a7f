import sys
if sys.platform: from acme.ws.manager import Manager, Heartbeat
