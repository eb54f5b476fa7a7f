def before():
    from acme.ws.core import beta

    return beta


class C:
    from acme.ws import core as same

    x = same.beta
