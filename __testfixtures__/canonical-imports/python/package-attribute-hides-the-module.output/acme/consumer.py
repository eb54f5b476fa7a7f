from acme import old

old()
