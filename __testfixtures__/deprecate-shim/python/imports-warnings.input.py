"""Imports warnings for something else."""

import warnings
from acme.canonical import A

warnings.simplefilter("default")
