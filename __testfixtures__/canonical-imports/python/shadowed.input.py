from acme.ws import manager


def f(manager):
    return manager.Mode


def g():
    manager = f
    return manager.Mode


def h():
    return [manager.Mode for manager in ()], manager.Mode


class K:
    def m(self):
        return manager.Mode
