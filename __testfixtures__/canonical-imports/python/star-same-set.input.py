from acme.ws.same import *

print(Alpha, beta)
