"""Old home of A and C."""

from typing import TYPE_CHECKING  # onepath: deprecated

if TYPE_CHECKING:
    import acme.other as other
    from acme.canonical import A
    from acme.other import C

__all__ = ["A", "C", "other"]


def __getattr__(name):  # onepath: deprecated
    moved = {
        "other": ("acme.other", None, "from acme import other"),
        "A": ("acme.canonical", "A", "from acme.canonical import A"),
        "C": ("acme.other", "C", "from acme.other import C"),
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
    names = ["other", "A", "C"]
    return sorted({*globals(), *names})
