from lib.core import Engine
