from acme.ws.websocket_manager import Mode


def f(manager):
    return manager.Mode


def g():
    manager = f
    return manager.Mode


def h():
    return [manager.Mode for manager in ()], Mode


class K:
    def m(self):
        return Mode
