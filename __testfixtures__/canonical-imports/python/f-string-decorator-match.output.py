from acme.ws.websocket_manager import get_manager, Manager, Mode, LIMIT


@get_manager
def f(x):
    match x:
        case Manager(a=1):
            return f"{Mode!r:>{LIMIT}} manager.Mode"
