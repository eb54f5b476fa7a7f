from acme.ws.websocket_manager import Manager as websocket_manager_Manager


class Manager(websocket_manager_Manager):
    pass
