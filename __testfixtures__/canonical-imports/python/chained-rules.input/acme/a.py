from acme.b import X
