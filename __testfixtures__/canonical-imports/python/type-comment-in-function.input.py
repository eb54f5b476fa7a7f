def f():
    from acme.ws import manager
    x = []  # type: list[manager.Mode]
    return x
