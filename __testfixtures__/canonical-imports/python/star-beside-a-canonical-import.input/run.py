from acme.new import LIMIT
from acme.old import *

print(Client, Other, LIMIT)
