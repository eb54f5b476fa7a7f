from acme import old

__all__ = ["X", "old"]
X = old.Client
