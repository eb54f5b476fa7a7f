from acme.legacy import A

print(A)
