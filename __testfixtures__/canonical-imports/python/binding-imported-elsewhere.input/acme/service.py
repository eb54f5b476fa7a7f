from acme import old

X = old.Client
