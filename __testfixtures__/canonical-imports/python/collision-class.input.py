from acme.ws import manager


class Manager(manager.Manager):
    pass
