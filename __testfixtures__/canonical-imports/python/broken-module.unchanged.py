from acme.ws.gone import Nothing
import acme.ws.gone as g

print(g.X)
