def load():
    from acme.ws import manager

    x = manager.Mode()  # type: manager.Mode

    def inner(a):
        # type: (manager.Connection) -> manager.Mode
        return a

    return inner(x)


def another(a):
    # type: (manager.Connection) -> None
    from acme.ws import manager

    return manager.Mode
