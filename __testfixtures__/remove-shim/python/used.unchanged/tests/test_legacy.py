from acme.legacy import A


def test_it():
    assert A
