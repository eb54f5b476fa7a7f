def f():
    global Manager
    from acme.ws.manager import Manager
