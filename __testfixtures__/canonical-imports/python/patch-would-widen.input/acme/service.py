from acme import old
from acme.old import Other


def run():
    return old.Client()
