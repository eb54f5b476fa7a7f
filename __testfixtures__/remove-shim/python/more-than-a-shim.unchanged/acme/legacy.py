from acme.canonical import A

HANDLERS = {}


def register(name):
    HANDLERS[name] = A


register("a")
