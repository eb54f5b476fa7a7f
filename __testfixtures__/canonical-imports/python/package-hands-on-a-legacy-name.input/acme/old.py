from acme.new import X
