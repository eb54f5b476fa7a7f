from acme.c import X
from acme.c import X as Y
