from acme import old


def f():
    first = old.Client
    import acme.old as m
    return first, m.Client
