from .legacy import A, B

__all__ = ["A", "B"]
