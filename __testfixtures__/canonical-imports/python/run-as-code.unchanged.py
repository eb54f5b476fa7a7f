import sys

from acme.ws import manager


def run():
    from acme.ws import manager as local

    local.Mode()
    return eval("local")


def listed():
    from acme.ws import manager as here

    here.Mode()
    return locals()["here"]


def asked():
    from acme.ws import manager as there

    there.Mode()
    return "there" in vars()


def example():
    """
    >>> manager.Mode
    """


def told():
    from acme.ws import manager as member

    member.Mode()
    return "{member.Mode}".format(**locals())


manager.Mode()
found = getattr(sys.modules[__name__], "manager")
