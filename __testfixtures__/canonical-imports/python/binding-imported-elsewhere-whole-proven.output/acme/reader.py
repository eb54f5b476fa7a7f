from acme.service import old

print(old.Other)
