from acme.ws.websocket_manager import Manager as websocket_manager_Manager


def f():
    Manager = websocket_manager_Manager()
    return Manager
