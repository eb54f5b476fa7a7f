import acme.legacy.tools as tools

tools.Client()


def f():
    import acme.types

    return acme.legacy.tools.Client()
