from acme.new import Client


def run():
    return Client()
