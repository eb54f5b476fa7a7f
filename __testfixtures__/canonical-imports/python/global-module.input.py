def f():
    global manager
    from acme.ws import manager


def g():
    return manager.Mode
