"""Hands modules on."""

from . import canonical
from .other import C

A = canonical.A

__all__ = ["A", "C", "canonical"]
