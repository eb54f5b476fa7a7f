"""Hands modules on."""

from typing import TYPE_CHECKING  # onepath: deprecated

if TYPE_CHECKING:
    from . import canonical
    from .other import C

    A = canonical.A

__all__ = ["A", "C", "canonical"]


def __getattr__(name):  # onepath: deprecated
    moved = {
        "canonical": ("acme.canonical", None, "from acme import canonical"),
        "C": ("acme.other", "C", "from acme.other import C"),
        "A": ("acme.canonical", "A", "from acme.canonical import A"),
    }
    try:
        module, attribute, line = moved[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    import importlib
    import warnings

    warnings.warn(
        "onepath[acme.legacy]: acme.legacy."
        + name
        + " is deprecated (one path to A); use: "
        + line
        + "; it will be removed in 2.0",
        DeprecationWarning,
        stacklevel=2,
    )
    if attribute is None:
        return importlib.import_module(module)
    return getattr(importlib.import_module(module), attribute)


def __dir__():
    names = ["canonical", "C", "A"]
    return sorted({*globals(), *names})
