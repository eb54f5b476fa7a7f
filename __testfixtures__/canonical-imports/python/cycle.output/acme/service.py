from acme.old import Client


def helper():
    from acme.new import Other
    return Client, Other
