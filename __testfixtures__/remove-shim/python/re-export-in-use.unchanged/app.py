from acme import A

print(A)
