from acme.ws import same

print(same.__file__, same.Alpha)
