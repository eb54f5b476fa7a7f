import acme.ws.types
from acme.ws.websocket_manager import Manager


def f():
    acme.ws.types.Mode()
    return Manager()
