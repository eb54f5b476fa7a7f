from acme.ws import manager, websocket_manager


def test():
    old = manager.Mode
    new = websocket_manager.Mode
    assert old is new
    assert manager is not websocket_manager
