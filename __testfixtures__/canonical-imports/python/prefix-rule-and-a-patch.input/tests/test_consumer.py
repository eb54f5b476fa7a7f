from unittest.mock import patch

from acme import consumer


@patch("acme.legacy.tools.Client")
def test_make(fake):
    assert consumer.make() is fake.return_value
