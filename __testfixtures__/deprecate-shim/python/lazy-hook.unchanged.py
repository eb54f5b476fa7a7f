"""Has a hook."""

from acme.canonical import A


def __getattr__(name):
    raise AttributeError(name)
