def f():
    from acme.ws import manager
    return manager.Manager()


def g(manager):
    return manager.Manager()
