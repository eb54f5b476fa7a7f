from unittest.mock import patch


def test():
    with patch("acme.old.Client"):
        from acme.old import Client

        assert Client
