from acme.canonical import A  # once in acme.legacy

print(A)
