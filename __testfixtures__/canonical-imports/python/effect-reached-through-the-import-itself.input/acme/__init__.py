from .old import Client
