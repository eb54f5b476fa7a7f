"""Old home of A."""

from acme.canonical import A, B

__all__ = ["A", "B"]
