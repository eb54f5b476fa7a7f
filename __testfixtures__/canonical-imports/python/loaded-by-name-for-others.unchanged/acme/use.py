import acme


def make():
    return acme.old.A()
