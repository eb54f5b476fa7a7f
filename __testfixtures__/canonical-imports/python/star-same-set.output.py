from acme.ws.core import *

print(Alpha, beta)
