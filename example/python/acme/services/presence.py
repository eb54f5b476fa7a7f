"""Pattern 2: the module, from its package."""

from acme.realtime.websocket_core import manager


def online(users: list[str]) -> int:
    return manager.get_websocket_manager().broadcast(f"online: {', '.join(users)}")
