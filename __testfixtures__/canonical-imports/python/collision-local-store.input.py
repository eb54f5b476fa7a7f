from acme.ws import manager


def f():
    Manager = manager.Manager()
    return Manager
