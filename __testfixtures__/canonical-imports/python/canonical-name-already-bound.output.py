from acme.ws.websocket_manager import Mode


def f():
    return Mode, Mode


def g():
    return Mode
