try:
    from acme.ws.manager import Manager, Heartbeat
except ImportError:
    Manager = Heartbeat = None
