from ring.b import B


class A:
    pass
