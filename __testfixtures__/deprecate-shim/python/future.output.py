"""Old home of A."""
from __future__ import annotations

import warnings as _warnings  # onepath: deprecated

_warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (one path to A); "
    "use: from acme.canonical import A, B as Beta, A as Alpha; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

from acme.canonical import (
    A,
    B as Beta,
)
Alpha = A
