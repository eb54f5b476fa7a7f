from acme import new


def run():
    return new.Client()
