#!/usr/bin/env python
# Licence: none.

# Kept for plugins.
from acme.canonical import A, make  # noqa: F401
from acme.other import C
