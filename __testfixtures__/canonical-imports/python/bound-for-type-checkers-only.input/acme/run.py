from typing import TYPE_CHECKING
from unittest import mock

from acme import legacy
from acme.legacy import Both
from acme.legacy import Quotas
from acme.legacy import Instance

if TYPE_CHECKING:
    from acme.legacy import Quotas as Q, Instance as I


def run(q: "Q", i: "I"):
    return legacy.Instance


@mock.patch("acme.legacy.Quotas.check")
def test_run(): ...
