from acme.ws import core, manager, same, websocket_manager
from acme.ws.manager import Connection as OldConnection
from acme.ws.websocket_manager import Connection


def first():
    return manager.Mode(), same.Alpha


def second():
    return websocket_manager.Mode(), core.beta


def third():
    return OldConnection()


def fourth():
    return Connection()
