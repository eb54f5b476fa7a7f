from acme import old


def run():
    from acme.old import Client

    return Client(), old.Client()


def other():
    from acme import old as local

    return local.Other()
