from tests.helpers import faked


def test():
    with faked():
        from acme.old import Client

        assert Client
