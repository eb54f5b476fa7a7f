from acme.ws import manager

x = (manager.Mode manager.Mode
