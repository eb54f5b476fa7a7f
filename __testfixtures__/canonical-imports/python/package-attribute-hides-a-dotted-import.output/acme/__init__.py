from .old import Client as old
