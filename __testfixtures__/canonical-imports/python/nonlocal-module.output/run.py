def outer():
    from acme import new as old

    def inner():
        nonlocal old
        return old.Client

    return inner
