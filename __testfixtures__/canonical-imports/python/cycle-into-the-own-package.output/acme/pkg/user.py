from .impl import Thing


def use():
    return Thing()
