from unittest.mock import patch


def test():
    with patch("acme.service.old.Client"):
        pass
