"""Compares /ws/manager.py with the rest."""
