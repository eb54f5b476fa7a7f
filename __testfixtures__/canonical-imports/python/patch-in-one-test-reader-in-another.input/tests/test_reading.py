from acme import old


def test():
    from acme.old import Client

    assert Client is not old.Client()
