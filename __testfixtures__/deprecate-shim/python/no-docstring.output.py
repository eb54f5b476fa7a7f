#!/usr/bin/env python
# Licence: none.

import warnings as _warnings  # onepath: deprecated

_warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (one path to A); "
    "use: from acme.canonical import A, make; "
    "use: from acme.other import C; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

# Kept for plugins.
from acme.canonical import A, make  # noqa: F401
from acme.other import C
