from acme.home import X


def f():
    from acme.old import X
    return X
