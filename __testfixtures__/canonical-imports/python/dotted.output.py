from acme.ws.websocket_manager import Manager, Mode


def f():
    return Manager(Mode)
