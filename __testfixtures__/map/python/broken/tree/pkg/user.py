from pkg.store import Store, Missing, Thing
from . import nothing
import pkg.vanished
import json
from outside import anything
