from acme.new import Client as new_Client


def test():
    from acme.new import Client

    assert Client is not new_Client()
