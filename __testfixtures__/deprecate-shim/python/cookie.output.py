# -*- coding: latin-1 -*-
# café
import warnings as _warnings  # onepath: deprecated

_warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (\u00e9\u00e9n pad); "
    "use: from acme.canonical import A; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

from acme.canonical import A
