"""Registers, too."""

from acme.canonical import A

REGISTRY = {"A": A}


def own():
    return A


own()
