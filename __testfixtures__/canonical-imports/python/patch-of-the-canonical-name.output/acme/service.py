from acme.new import Client as new_Client


def run():
    from acme.old import Client

    return Client(), new_Client()


def other():
    from acme import old as local

    return local.Other()
