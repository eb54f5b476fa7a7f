from ..old import X
