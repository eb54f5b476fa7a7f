from acme.new import Client


def f():
    return Client
