from acme.many import A, B  # noqa: F403

print(A, B)
