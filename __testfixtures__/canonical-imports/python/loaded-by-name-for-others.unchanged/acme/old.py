from acme.new import A
