"""Uses acme.ws.manager.

>>> from acme.ws.manager import Manager
"""
# See acme.ws.manager.Manager.
