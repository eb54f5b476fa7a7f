from acme.new.ws import X


def f():
    return X
