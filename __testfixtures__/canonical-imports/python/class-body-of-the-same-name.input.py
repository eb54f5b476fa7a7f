def before():
    from acme.ws import same

    return same.beta


class C:
    from acme.ws import same

    x = same.beta
