import importlib


def start():
    return importlib.import_module("acme.old")
