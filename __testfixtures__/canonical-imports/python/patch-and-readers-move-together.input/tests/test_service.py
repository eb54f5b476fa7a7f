from unittest import mock

from acme import service


@mock.patch("acme.old.Client")
def test(client):
    service.run()
