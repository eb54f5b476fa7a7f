from shop.cart import UnifiedCart

Cart = UnifiedCart

__all__ = ["Cart", "UnifiedCart"]
