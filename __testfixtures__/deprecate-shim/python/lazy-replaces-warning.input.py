"""Old home of A."""

import warnings

warnings.warn("acme.legacy moved to acme.canonical", DeprecationWarning, stacklevel=2)

from acme.canonical import A
