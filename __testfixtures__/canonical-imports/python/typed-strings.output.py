import typing as t
from typing import Annotated, NamedTuple, NewType, Optional, TypedDict, TypeVar, cast

from acme.ws.websocket_manager import Connection, Mode

one = cast("Connection", object())
two = t.cast("t.Optional[Mode]", object())
T = TypeVar("T", bound="Connection")
U = TypeVar("U", "Connection", "Mode")
N = NamedTuple("N", [("legacy_mod", "Connection"), ("b", "Optional[Mode]")])
D = TypedDict("D", {"legacy_mod": "Connection"}, total=False)
W = NewType("W", "Connection")
L = Optional["Connection"]
A: t.TypeAlias = "Mode"
b: Annotated["Connection", "legacy_mod.Mode is prose"] = one
c: "dict[str, Connection]" = {}
d: dict[str, "Connection"] = {}
print("see legacy_mod.Mode for more")
