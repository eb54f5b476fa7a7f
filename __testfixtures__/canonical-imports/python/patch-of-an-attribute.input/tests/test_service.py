from unittest.mock import patch


def test():
    with patch("acme.old.Client.method"):
        pass
