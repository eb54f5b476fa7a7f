from acme.ws import same


def f(g):
    return g(same), same.Alpha
