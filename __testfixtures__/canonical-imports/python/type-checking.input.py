from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acme.ws.manager import Manager
    from acme.ws import manager


def f(a: "Manager", b: "manager.Mode") -> "list[manager.Connection]": ...
