from acme.ws import manager

print(vars(manager), manager.Mode)
