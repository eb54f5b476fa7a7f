def f():
    global manager
    from acme.ws import websocket_manager as manager


def g():
    return manager.Mode
