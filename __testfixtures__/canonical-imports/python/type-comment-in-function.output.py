def f():
    from acme.ws.websocket_manager import Mode
    x = []  # type: list[Mode]
    return x
