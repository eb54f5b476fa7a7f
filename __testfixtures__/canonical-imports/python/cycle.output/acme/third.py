from acme.new import Client


def helper():
    return Client
