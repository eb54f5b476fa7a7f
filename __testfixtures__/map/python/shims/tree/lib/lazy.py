from importlib import import_module

_TABLE = {"Engine": "lib.core", "start": "lib.core"}


def __getattr__(name):
    if name in _TABLE:
        return getattr(import_module(_TABLE[name]), name)
    raise AttributeError(name)
