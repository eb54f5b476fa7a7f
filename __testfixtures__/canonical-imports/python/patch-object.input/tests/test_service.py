from unittest.mock import patch

from acme import old, service


def test(monkeypatch):
    monkeypatch.setattr(old, "Client", None)
    with patch.object(old, "Client"):
        service.run()
