from unittest import mock

from acme import service


@mock.patch("acme.new.Client")
def test(client):
    service.run()
