from acme.ws.websocket_manager import Mode
from acme.ws import manager


def f():
    return Mode, Mode


def g():
    return manager.Mode
