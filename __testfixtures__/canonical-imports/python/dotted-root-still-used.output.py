import acme.ws.websocket_manager


def f():
    acme.ws.types.Mode()
    return acme.ws.websocket_manager.Manager()
