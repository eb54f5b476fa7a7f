from acme.ws import manager, types

print(manager.Mode, types)
