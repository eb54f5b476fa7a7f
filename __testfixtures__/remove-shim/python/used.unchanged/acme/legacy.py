from acme.canonical import A

__all__ = ["A"]
