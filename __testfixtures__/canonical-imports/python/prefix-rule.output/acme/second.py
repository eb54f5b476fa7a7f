from acme.new.ws import X
from acme.new.ws import X as Y

X()
