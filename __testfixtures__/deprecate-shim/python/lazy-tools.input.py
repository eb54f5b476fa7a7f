"""Uses typing."""

import logging
from typing import TYPE_CHECKING

from acme.canonical import A

if TYPE_CHECKING:
    from acme.other import C
