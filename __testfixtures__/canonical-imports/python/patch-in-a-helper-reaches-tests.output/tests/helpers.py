from unittest.mock import patch


def faked():
    return patch("acme.old.Client")
