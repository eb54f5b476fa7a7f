"""Hands on everything that acme.ws.core offers, and nothing else."""
from acme.ws.core import Alpha, beta

__all__ = ["Alpha", "beta"]
