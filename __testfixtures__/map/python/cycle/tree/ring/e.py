from ring.d import D


class E:
    pass
