try:
    from acme.ws.manager import Manager
except ImportError:
    Manager = None
