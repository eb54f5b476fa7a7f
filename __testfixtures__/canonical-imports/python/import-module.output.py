import importlib

m = importlib.import_module("acme.ws.manager")
same = importlib.import_module("acme.ws.core")
