from acme.b.new import X
