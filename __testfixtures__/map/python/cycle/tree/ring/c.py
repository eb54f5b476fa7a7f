from typing import TYPE_CHECKING

from ring.a import A

if TYPE_CHECKING:
    from ring.d import D


class C:
    pass
