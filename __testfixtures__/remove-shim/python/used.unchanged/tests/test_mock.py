from unittest.mock import patch

from acme import names


@patch("acme.legacy.A")
def test_it(a):
    assert names
