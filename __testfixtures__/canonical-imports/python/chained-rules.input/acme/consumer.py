from acme.a import X
from acme.b import X as Y
