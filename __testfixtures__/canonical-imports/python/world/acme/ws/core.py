class Alpha:
    pass


def beta():
    return 1
