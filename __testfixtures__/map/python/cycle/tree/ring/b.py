from ring.c import C


class B:
    pass
