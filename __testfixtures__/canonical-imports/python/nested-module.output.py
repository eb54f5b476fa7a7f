def f():
    from acme.ws.websocket_manager import Manager
    return Manager()


def g(manager):
    return manager.Manager()
