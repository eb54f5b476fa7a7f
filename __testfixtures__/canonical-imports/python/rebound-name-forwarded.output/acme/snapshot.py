from acme.old_counter import count

print(count)
