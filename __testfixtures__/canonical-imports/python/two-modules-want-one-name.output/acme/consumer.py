from acme.new_a import X
from acme.new_b import X as new_b_X


def f():
    return X, new_b_X
