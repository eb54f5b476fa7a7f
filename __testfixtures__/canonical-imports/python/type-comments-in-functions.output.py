def load():
    from acme.ws.websocket_manager import Mode, Connection

    x = Mode()  # type: Mode

    def inner(a):
        # type: (Connection) -> Mode
        return a

    return inner(x)


def another(a):
    # type: (manager.Connection) -> None
    from acme.ws.websocket_manager import Mode

    return Mode
