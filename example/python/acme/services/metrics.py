"""Pattern 3: the module by its whole name."""

import acme.realtime.websocket_core.manager

try:
    from acme.realtime.websocket_core.manager import count_connections
except ImportError:  # it has never been there
    count_connections = None


def connections() -> int:
    if count_connections is not None:
        return count_connections()
    shared = acme.realtime.websocket_core.manager.get_websocket_manager()
    return len(shared.connections)
