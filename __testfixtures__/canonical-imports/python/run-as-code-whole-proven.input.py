from acme.ws import same

same.Alpha()
found = globals()["same"]


def other():
    from acme.ws import same as own

    own.beta()
    return "own"
