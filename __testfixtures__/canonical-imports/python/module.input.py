from acme.ws import manager


def f():
    return manager.get_manager()
