def test(mocker, monkeypatch):
    mocker.patch("acme.old.Client")
    monkeypatch.setattr("acme.old.Client.method", None)
