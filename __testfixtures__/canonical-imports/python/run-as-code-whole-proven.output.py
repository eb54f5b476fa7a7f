from acme.ws import core as same

same.Alpha()
found = globals()["same"]


def other():
    from acme.ws.core import beta

    beta()
    return "own"
