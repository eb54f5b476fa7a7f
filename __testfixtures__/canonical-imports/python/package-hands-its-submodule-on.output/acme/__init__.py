from . import old
