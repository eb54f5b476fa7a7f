from acme.new_b import X
