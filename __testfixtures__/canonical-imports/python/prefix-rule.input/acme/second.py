import acme.old.ws as w
from acme.old.ws import X as Y

w.X()
