from ring.c import C


class D:
    def later(self):
        from ring.e import E

        return E
