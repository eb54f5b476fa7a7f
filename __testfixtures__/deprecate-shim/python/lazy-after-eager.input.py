"""Old home of A."""

import warnings  # onepath: deprecated

warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (one path to A); "
    "use: from acme.canonical import A; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

from acme.canonical import A

__all__ = ["A"]
