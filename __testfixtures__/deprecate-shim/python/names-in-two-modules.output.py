"""Old home of A and C."""

import warnings  # onepath: deprecated

warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (one path to A); "
    "use: from acme.canonical import A; "
    "use: from acme.other import C; "
    "use: from acme import other; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

import acme.other as other
from acme.canonical import A
from acme.other import C

__all__ = ["A", "C", "other"]
