from acme.ws.websocket_manager import open as websocket_manager_open


def f(path):
    with open(path):
        return websocket_manager_open(path)
