from acme.old import Client


def helper():
    from acme.old import Other
    return Client, Other
