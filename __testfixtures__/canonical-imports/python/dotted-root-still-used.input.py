import acme.ws.manager


def f():
    acme.ws.types.Mode()
    return acme.ws.manager.Manager()
