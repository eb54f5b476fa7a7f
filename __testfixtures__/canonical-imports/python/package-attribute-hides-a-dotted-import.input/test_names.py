from unittest.mock import patch


@patch("acme.old.__init__")
def test_names(fake):
    pass
