import sys


def test(monkeypatch):
    monkeypatch.setitem(sys.modules, "acme.old", None)
