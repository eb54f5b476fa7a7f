import acme

print(acme.old.Client)
