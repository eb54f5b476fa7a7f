class A:
    """An A.

    >>> from acme.legacy import A
    """
