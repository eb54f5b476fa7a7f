from acme import a
from acme import b


def f():
    return a.X, b.X
