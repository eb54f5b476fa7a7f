from acme import new


def helper():
    return new.Client
