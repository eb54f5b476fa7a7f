class A:
    pass


class B:
    pass


def make():
    return A()


_hidden = object()
