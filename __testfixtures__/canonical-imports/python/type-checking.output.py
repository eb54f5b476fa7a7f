from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acme.ws.websocket_manager import Manager
    from acme.ws.websocket_manager import Mode, Connection


def f(a: "Manager", b: "Mode") -> "list[Connection]": ...
