from acme import new as old

X = old.Client
