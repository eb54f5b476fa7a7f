from acme.ws import core


def f(g):
    return g(core), core.Alpha
