def test(mocker, monkeypatch):
    mocker.patch("acme.new.Client")
    monkeypatch.setattr("acme.new.Client.method", None)
