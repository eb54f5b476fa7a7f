from acme.ws import manager


def f(path):
    with open(path):
        return manager.open(path)
