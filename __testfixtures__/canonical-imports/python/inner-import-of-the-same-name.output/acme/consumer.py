from acme.new import Client


def f():
    first = Client
    from acme.new import Client as new_Client
    return first, new_Client
