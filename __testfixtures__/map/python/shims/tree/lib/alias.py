from lib.core import Engine

Motor = Engine
