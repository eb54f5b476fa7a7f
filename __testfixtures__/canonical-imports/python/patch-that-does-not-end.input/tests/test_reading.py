def test():
    from acme.old import Client

    assert Client
