from acme.ws import manager

X = manager.Mode
del manager
