from acme.ws import old_counter

print(old_counter.count)
