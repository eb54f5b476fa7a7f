from unittest.mock import patch

from acme import new, service


def test(monkeypatch):
    monkeypatch.setattr(new, "Client", None)
    with patch.object(new, "Client"):
        service.run()
