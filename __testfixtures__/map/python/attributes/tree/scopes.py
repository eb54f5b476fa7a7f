"""Names that are bound again: the scopes tell."""
try:
    from lib import old as m
except ImportError:
    m = None


def parameter(m):
    return m.Engine


def local():
    from lib import other as m

    return m.connect, f"{m.connect}"


class Holder:
    engine: "m.Engine" = m and m.Engine()
    made = [m.Engine for m in ()]
