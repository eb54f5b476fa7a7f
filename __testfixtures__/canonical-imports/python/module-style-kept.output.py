from acme.ws import websocket_manager


def f():
    return websocket_manager.get_manager()
