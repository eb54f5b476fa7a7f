from acme.new import X


def old():
    return X
