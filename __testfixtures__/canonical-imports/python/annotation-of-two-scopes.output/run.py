import typing

from acme import old

print(old.LEFT)


def f():
    from acme import old

    def g(a: "old.Client"):
        pass

    return typing.get_type_hints(g)
