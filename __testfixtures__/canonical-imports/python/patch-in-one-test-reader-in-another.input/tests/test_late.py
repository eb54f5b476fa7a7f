def test():
    from acme.new import Client

    assert Client
