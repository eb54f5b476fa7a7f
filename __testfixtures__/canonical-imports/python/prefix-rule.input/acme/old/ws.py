from acme.new.ws import X
