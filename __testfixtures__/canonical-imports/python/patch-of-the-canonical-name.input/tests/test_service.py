from unittest.mock import patch

from acme import new, service


def test(monkeypatch):
    monkeypatch.setattr(new, "Other", None)
    with patch("acme.new.Client"):
        service.run()
