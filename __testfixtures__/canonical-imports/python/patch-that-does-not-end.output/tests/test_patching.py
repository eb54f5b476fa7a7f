from unittest.mock import patch

patch("acme.old.Client").start()
