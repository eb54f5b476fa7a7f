from .core import Engine
from .core import start as start
