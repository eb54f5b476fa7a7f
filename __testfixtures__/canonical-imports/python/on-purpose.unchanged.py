import pytest


def test():
    with pytest.raises(ImportError):
        from acme.ws.manager import Mode


def test_warns():
    with pytest.warns(DeprecationWarning) as record:
        import acme.ws.manager as m
        m.Mode
