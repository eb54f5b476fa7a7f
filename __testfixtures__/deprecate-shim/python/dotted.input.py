"""Loads by the whole name."""

import acme.canonical

A = acme.canonical.A
