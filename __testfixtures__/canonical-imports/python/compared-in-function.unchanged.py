def test():
    from acme.ws.manager import Manager as Old
    from acme.ws.websocket_manager import Manager
    assert Old is Manager
