from shop.legacy import Cart


def total(cart: Cart) -> int:
    return 0
