"""Moved."""
import warnings

from lib.core import Engine

warnings.warn("lib.old is deprecated, use lib.core", DeprecationWarning, stacklevel=2)

__all__ = ["Engine"]
