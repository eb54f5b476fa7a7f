def f():
    global Manager
    from acme.ws.websocket_manager import Manager
