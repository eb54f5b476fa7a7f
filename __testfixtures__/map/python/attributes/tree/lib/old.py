from lib.core import Engine, connect
