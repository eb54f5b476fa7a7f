def run():
    from acme.old import Client
    return Client()
