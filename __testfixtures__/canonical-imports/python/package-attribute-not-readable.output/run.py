from acme import old

old.Client()
