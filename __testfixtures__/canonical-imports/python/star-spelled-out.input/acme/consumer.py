from acme.few import *  # noqa: F403

print(A, B)
