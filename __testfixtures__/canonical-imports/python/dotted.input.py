import acme.ws.manager


def f():
    return acme.ws.manager.Manager(acme.ws.manager.Mode)
