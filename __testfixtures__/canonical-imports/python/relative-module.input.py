from . import manager


def f():
    return manager.Manager()
