from unittest.mock import patch

from pkg.store import Missing


@patch("pkg.store.Store")
@patch("pkg.store.Absent.method")
def test_store(a, b):
    pass
