"""Has warnings of its own."""

from acme.canonical import A as warnings

__all__ = ["warnings"]
