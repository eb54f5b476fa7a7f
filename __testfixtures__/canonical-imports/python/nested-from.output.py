def f():
    """Doc."""
    from acme.ws.websocket_manager import Manager
    return Manager()
