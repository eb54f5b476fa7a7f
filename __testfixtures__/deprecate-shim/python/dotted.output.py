"""Loads by the whole name."""

import warnings as _warnings  # onepath: deprecated

_warnings.warn(
    "onepath[acme.legacy]: acme.legacy is deprecated (one path to A); "
    "use: from acme.canonical import A; "
    "it will be removed in 2.0",
    DeprecationWarning,
    stacklevel=2,
)

import acme.canonical

A = acme.canonical.A
