"""Old package."""

from acme.canonical import A, B
