from acme.ws import same

print(dir(same))
