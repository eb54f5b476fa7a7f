from acme.ws.websocket_manager import get_manager


def f():
    return get_manager()
