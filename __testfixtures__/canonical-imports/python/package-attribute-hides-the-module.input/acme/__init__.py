from .old import old
