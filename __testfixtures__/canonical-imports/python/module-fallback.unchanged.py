try:
    from acme.ws import core as m
except ImportError:
    from acme.ws import same as m


def f():
    return m.Alpha
