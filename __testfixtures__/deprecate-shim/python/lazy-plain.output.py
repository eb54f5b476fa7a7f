"""Old home of A."""

from typing import TYPE_CHECKING  # onepath: deprecated

if TYPE_CHECKING:
    from acme.canonical import A, B

__all__ = ["A", "B"]


def __getattr__(name):  # onepath: deprecated
    moved = {
        "A": ("acme.canonical", "A", "from acme.canonical import A"),
        "B": ("acme.canonical", "B", "from acme.canonical import B"),
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
    return getattr(importlib.import_module(module), attribute)


def __dir__():
    names = ["A", "B"]
    return sorted({*globals(), *names})
