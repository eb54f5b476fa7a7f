import acme


def f():
    return acme.old.Client
