"""Old home of A and C."""

import acme.other as other
from acme.canonical import A
from acme.other import C

__all__ = ["A", "C", "other"]
