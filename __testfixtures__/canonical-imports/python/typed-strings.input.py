import typing as t
from typing import Annotated, NamedTuple, NewType, Optional, TypedDict, TypeVar, cast

import acme.ws.manager as legacy_mod

one = cast("legacy_mod.Connection", object())
two = t.cast("t.Optional[legacy_mod.Mode]", object())
T = TypeVar("T", bound="legacy_mod.Connection")
U = TypeVar("U", "legacy_mod.Connection", "legacy_mod.Mode")
N = NamedTuple("N", [("legacy_mod", "legacy_mod.Connection"), ("b", "Optional[legacy_mod.Mode]")])
D = TypedDict("D", {"legacy_mod": "legacy_mod.Connection"}, total=False)
W = NewType("W", "legacy_mod.Connection")
L = Optional["legacy_mod.Connection"]
A: t.TypeAlias = "legacy_mod.Mode"
b: Annotated["legacy_mod.Connection", "legacy_mod.Mode is prose"] = one
c: "dict[str, legacy_mod.Connection]" = {}
d: dict[str, "legacy_mod.Connection"] = {}
print("see legacy_mod.Mode for more")
