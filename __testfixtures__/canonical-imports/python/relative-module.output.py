from .websocket_manager import Manager


def f():
    return Manager()
