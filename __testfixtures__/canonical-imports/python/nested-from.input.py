def f():
    """Doc."""
    from acme.ws.manager import Manager
    return Manager()
