from ..manager import Manager as M
