from typing import TYPE_CHECKING

from acme.impl import Both

if TYPE_CHECKING:
    from acme.impl import *
    from acme.impl import Quotas
    from acme.other import Both
