from acme import old


def run():
    return old.Client()
