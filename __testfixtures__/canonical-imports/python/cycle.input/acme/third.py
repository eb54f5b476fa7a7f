from acme import old


def helper():
    return old.Client
