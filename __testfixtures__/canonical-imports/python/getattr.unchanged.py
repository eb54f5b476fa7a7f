from acme.ws import manager

print(getattr(manager, "Mode"))
