from acme import old

print(old)
