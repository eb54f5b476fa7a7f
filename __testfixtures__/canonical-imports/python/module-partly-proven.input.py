from acme.ws import manager

print(manager.Mode, manager.Heartbeat)
