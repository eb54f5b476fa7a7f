from unittest.mock import patch


def test():
    with patch("acme.new.Client.method"):
        pass
