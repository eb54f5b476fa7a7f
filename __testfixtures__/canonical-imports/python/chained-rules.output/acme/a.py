from acme.c import X
