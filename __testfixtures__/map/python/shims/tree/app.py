from lib import Engine
from lib.old import Engine as OldEngine
from lib.older import Engine as OlderEngine
from lib.alias import Motor
from lib.lazy import start
from lib._private import Engine as Hidden
from lib.core import Engine as Direct
