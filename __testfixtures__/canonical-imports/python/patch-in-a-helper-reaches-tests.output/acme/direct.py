def run():
    from acme.new import Client

    return Client()
