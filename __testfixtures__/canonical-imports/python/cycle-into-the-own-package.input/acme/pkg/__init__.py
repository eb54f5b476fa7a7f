from .user import use
from .impl import Thing
