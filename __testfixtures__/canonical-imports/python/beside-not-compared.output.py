from acme.ws import core, websocket_manager
from acme.ws.websocket_manager import Mode
from acme.ws.core import Alpha
from acme.ws.websocket_manager import Connection, Connection as OldConnection


def first():
    return Mode(), Alpha


def second():
    return websocket_manager.Mode(), core.beta


def third():
    return OldConnection()


def fourth():
    return Connection()
