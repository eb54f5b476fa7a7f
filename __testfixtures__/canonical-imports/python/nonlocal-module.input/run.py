def outer():
    from acme import old

    def inner():
        nonlocal old
        return old.Client

    return inner
