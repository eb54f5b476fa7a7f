"""Acme."""

from acme.canonical import A
from acme.legacy import B  # the old home

__all__ = [
    "A",
    "B",  # of legacy
]
