from acme import old


def f():
    return old.Client
