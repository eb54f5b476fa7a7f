from acme.new_a import X
