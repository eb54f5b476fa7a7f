import sys
from unittest import mock


def test():
    with mock.patch.dict(sys.modules, {"acme.old": mock.Mock()}):
        pass
