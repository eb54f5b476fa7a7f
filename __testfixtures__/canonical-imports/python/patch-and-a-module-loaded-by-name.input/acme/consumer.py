import importlib

module = importlib.import_module("acme.old")


def make():
    return module.Client()
