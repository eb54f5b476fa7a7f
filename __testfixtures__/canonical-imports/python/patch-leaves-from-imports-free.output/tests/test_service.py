from unittest.mock import patch


def test():
    with patch("acme.service.Client"), patch("acme.new.Other"):
        pass
