"""Old home of A and B."""

from acme.canonical import A, B

__all__ = ["A", "B"]
