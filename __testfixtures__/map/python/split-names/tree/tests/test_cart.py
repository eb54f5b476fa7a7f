from shop.cart import Cart
from shop import legacy


def test_cart():
    assert Cart is not legacy.Cart
