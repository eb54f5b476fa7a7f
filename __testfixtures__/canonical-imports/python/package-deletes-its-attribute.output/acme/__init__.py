from . import old

del old
