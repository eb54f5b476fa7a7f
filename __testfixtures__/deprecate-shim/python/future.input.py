"""Old home of A."""
from __future__ import annotations
from acme.canonical import (
    A,
    B as Beta,
)
Alpha = A
