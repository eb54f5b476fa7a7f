from acme.old import Client


def run():
    return Client()
