from acme import old
from acme.new import Other


def run():
    return old.Client()
