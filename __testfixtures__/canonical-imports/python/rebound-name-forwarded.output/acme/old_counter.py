_MOVED = {"count": "acme.counter"}


def __getattr__(name):
    import importlib

    if name in _MOVED:
        return getattr(importlib.import_module(_MOVED[name]), name)
    raise AttributeError(name)
