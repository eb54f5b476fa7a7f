from acme.ws import manager

manager.Mode = None
